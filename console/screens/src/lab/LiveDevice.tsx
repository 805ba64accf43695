import { Title } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { read, type Page } from '../shared/api';
import { useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { Series } from '../shared/ReadingsChart';
import { Answer, Nothing, Stale } from '../shared/Screen';
import type { Telemetry } from '../shared/types';

const SHOWN = 2_000;
const FRAME_MS = 100;

/** A device's newest readings as they arrive, at most ten redraws a second however fast they come. */
export function LiveDevice({ device }: { device: string }) {
  const words = useWords();
  const path = `/devices/${encodeURIComponent(device)}/telemetry`;
  const queries = useQueryClient();
  const stored = useQuery({ queryKey: [path], staleTime: Infinity, queryFn: () => read<Page<Telemetry>>(path, { limit: 1000 }) });
  const [arrived, setArrived] = useState<Telemetry[]>([]);
  const [waiting] = useState<Telemetry[]>([]);
  const { fresh } = useLive<Telemetry>(
    ['readings'],
    (_, reading) => reading.device_id === device && waiting.push(reading),
    () => queries.invalidateQueries({ queryKey: [path] }),
    device,
  );
  useEffect(() => {
    const frame = setInterval(() => {
      if (waiting.length > 0 && !document.hidden) {
        const next = waiting.splice(0);
        setArrived((before) => [...before, ...next].slice(-SHOWN));
      }
    }, FRAME_MS);
    return () => clearInterval(frame);
  }, [waiting]);
  const before = useMemo(() => [...(stored.data?.items ?? [])].reverse(), [stored.data]);
  const all = useMemo(() => [...before, ...arrived].slice(-SHOWN), [before, arrived]);
  return (
    <>
      {stored.isSuccess && <Stale fresh={fresh} />}
      <Title headingLevel="h2">{device}</Title>
      <Answer query={stored}>{() => (all.length ? <Series readings={all} label={`${words.explorer.chart} ${device}`} /> : <Nothing />)}</Answer>
    </>
  );
}
