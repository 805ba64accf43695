import { useState } from 'react';
import { Button, Title } from '@patternfly/react-core';
import { DeviceTable } from '../shared/DeviceTable';
import { useWords } from '../shared/language';
import { ReadingsChart } from '../shared/ReadingsChart';
import { Screen } from '../shared/Screen';

/** The customer's own devices; the hub answers with no others. */
export default function OverviewPage() {
  const words = useWords();
  const [chosen, choose] = useState('');
  const [opened, setOpened] = useState('');
  return (
    <Screen title={words.pages.overview}>
      {chosen && (
        <section aria-live="polite">
          <Title headingLevel="h2">{chosen}</Title>
          <ReadingsChart device={chosen} around={opened} />
        </section>
      )}
      <DeviceTable
        name={(device) => (
          <Button
            variant="link"
            isInline
            onClick={() => {
              choose(device.device_id);
              setOpened(new Date().toISOString());
            }}
          >
            {device.device_id}
          </Button>
        )}
      />
    </Screen>
  );
}
