import { Button, SearchInput, Title } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { read, type Page } from '../shared/api';
import { DeviceTable } from '../shared/DeviceTable';
import { useFilter } from '../shared/filters';
import { useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { Series } from '../shared/ReadingsChart';
import { Answer, Nothing, Screen, Stale } from '../shared/Screen';
import type { Telemetry } from '../shared/types';

const SHOWN = 20_000;
const FRAME_MS = 100;

/** One device's readings as they arrive, at most ten redraws a second however fast they come. */
export default function ExplorerPage() {
  const words = useWords();
  const [device, setDevice] = useFilter('device');
  const [typed, type] = useState(device);
  return (
    <Screen
      title={words.pages.explorer}
      beside={
        <SearchInput
          aria-label={words.device}
          placeholder={words.device}
          value={typed}
          onChange={(_, text) => type(text)}
          onSearch={() => setDevice(typed.trim())}
          onClear={() => {
            type('');
            setDevice('');
          }}
        />
      }
    >
      {device ? (
        <LiveDevice key={device} device={device} />
      ) : (
        <DeviceTable
          name={(each) => (
            <Button variant="link" isInline onClick={() => { type(each.device_id); setDevice(each.device_id); }}>
              {each.device_id}
            </Button>
          )}
        />
      )}
    </Screen>
  );
}

function LiveDevice({ device }: { device: string }) {
  const words = useWords();
  const path = `/devices/${encodeURIComponent(device)}/telemetry`;
  const queries = useQueryClient();
  const stored = useQuery({ queryKey: [path], queryFn: () => read<Page<Telemetry>>(path, { limit: 1000 }) });
  const [arrived, setArrived] = useState<Telemetry[]>([]);
  const [waiting] = useState<Telemetry[]>([]);
  const { fresh } = useLive<Telemetry>(
    ['readings'],
    (_, reading) => reading.device_id === device && waiting.push(reading),
    () => queries.invalidateQueries({ queryKey: [path] }),
  );
  useEffect(() => {
    const frame = setInterval(() => {
      if (waiting.length > 0) {
        const next = waiting.splice(0);
        setArrived((before) => [...before, ...next].slice(-SHOWN));
      }
    }, FRAME_MS);
    return () => clearInterval(frame);
  }, [waiting]);
  return (
    <>
      {stored.isSuccess && <Stale fresh={fresh} />}
      <Title headingLevel="h2">{device}</Title>
      <Answer query={stored}>
        {(page) => {
          const all = [...page.items, ...arrived];
          return all.length ? <Series readings={all} label={`${words.explorer.chart} ${device}`} /> : <Nothing />;
        }}
      </Answer>
    </>
  );
}
