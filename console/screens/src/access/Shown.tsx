import { Alert, ClipboardCopy } from '@patternfly/react-core';
import { useOwnWords } from '../shared/language';
import { words } from './words';

/** A password or key that can be read only now. */
export function Shown({ label, secret }: { label: string; secret: string }) {
  const own = useOwnWords(words);
  return (
    <Alert isInline variant="warning" title={label}>
      <ClipboardCopy isReadOnly hoverTip="" clickTip="" textAriaLabel={label}>{secret}</ClipboardCopy>
      {own.shownOnce}
    </Alert>
  );
}
