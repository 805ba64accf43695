import { Label } from '@patternfly/react-core';
import { useWords } from './language';

const SEVERITY = { critical: 'red', high: 'orange', medium: 'yellow', low: 'blue', info: 'grey' } as const;
const STATE = {
  active: 'red',
  remediating: 'purple',
  verifying: 'teal',
  escalated: 'orange',
  dispatched: 'orange',
  cleared: 'green',
  resolved: 'green',
  closed: 'grey',
  pending: 'grey',
} as const;

export function SeverityLabel({ severity }: { severity: string }) {
  const words = useWords();
  const known = severity as keyof typeof SEVERITY;
  return <Label color={SEVERITY[known] ?? 'grey'}>{words.severities[known] ?? severity}</Label>;
}

export function StateLabel({ state }: { state: string }) {
  const words = useWords();
  const known = state as keyof typeof STATE;
  return (
    <Label variant="outline" color={STATE[known] ?? 'grey'}>
      {words.states[known] ?? state}
    </Label>
  );
}
