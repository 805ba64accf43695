import { Label } from '@patternfly/react-core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { Choose } from '../shared/Picks';
import { Screen, Stale } from '../shared/Screen';
import type { Device, Telemetry } from '../shared/types';
import { words as own } from './words';

const FRAME_MS = 100;
const MOST = 1000;

/**
 * Up to a thousand devices at once, each with its newest value. What arrives is collected and written into the page at most ten times a
 * second, straight into the cells that changed: a thousand of them cost no more than what is new.
 */
export default function WallPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const devices = usePages<Device>('/devices', { limit: MOST });
  const shown = useMemo(() => devices.items, [devices.data]);
  const [metrics, setMetrics] = useState<string[]>([]);
  const metric = filters.get('metric') || metrics[0] || '';
  const cells = useRef(new Map<string, HTMLElement>());
  const waiting = useRef(new Map<string, Telemetry>());
  const counted = useRef(0);
  const [rate, setRate] = useState(0);
  const { fresh } = useLive<Telemetry>(['readings'], (_, reading) => { waiting.current.set(reading.device_id, reading); counted.current++; }, () => devices.refetch());

  useEffect(() => {
    const known = new Set(metrics);
    const frame = setInterval(() => {
      if (document.hidden || waiting.current.size === 0) return;
      const arrived = waiting.current;
      waiting.current = new Map();
      for (const [device, reading] of arrived) {
        for (const name in reading.metrics) if (typeof reading.metrics[name] === 'number') known.add(name);
        const cell = cells.current.get(device);
        const value = reading.metrics[metric];
        if (cell && value !== undefined) cell.textContent = String(value);
      }
      if (known.size > metrics.length) setMetrics([...known].sort());
    }, FRAME_MS);
    const second = setInterval(() => {
      setRate(counted.current);
      counted.current = 0;
    }, 1000);
    return () => {
      clearInterval(frame);
      clearInterval(second);
    };
  }, [metric, metrics]);

  return (
    <Screen
      title={words.pages.wall}
      beside={
        <>
          <Choose label={t.metric} value={metric} names={Object.fromEntries(metrics.map((each) => [each, each]))} change={(metric) => change({ metric })} />
          <Label>{devices.items.length} {t.wallDevices}, {rate} {t.perSecond}</Label>
        </>
      }
    >
      {devices.isSuccess && <Stale fresh={fresh} />}
      <Wall key={metric} devices={shown} cells={cells.current} />
    </Screen>
  );
}

const Wall = memo(function Wall({ devices, cells }: { devices: Device[]; cells: Map<string, HTMLElement> }) {
  return (
    <ul className="hub-wall">
      {devices.map(({ device_id: device }) => (
        <li key={device}>
          <Link to={`/lab/explorer?device=${encodeURIComponent(device)}`}>{device}</Link>{' '}
          <strong ref={(cell) => { if (cell) cells.set(device, cell); else cells.delete(device); }}>–</strong>
        </li>
      ))}
    </ul>
  );
});
