import { Switch } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { read, type Page } from './api';
import { Chart } from './Chart';
import { useWords } from './language';
import { Answer, Nothing } from './Screen';
import type { Telemetry } from './types';
import { When } from './When';

const HALF_HOUR_MS = 30 * 60_000;

/** All number metrics of one device in the hour around a moment. */
export function ReadingsChart({ device, around }: { device: string; around: string }) {
  const words = useWords();
  const middle = Date.parse(around);
  const span = { from: new Date(middle - HALF_HOUR_MS).toISOString(), to: new Date(middle + HALF_HOUR_MS).toISOString() };
  const path = `/devices/${encodeURIComponent(device)}/telemetry`;
  const readings = useQuery({ queryKey: [path, around], queryFn: () => read<Page<Telemetry>>(path, { ...span, limit: 1000 }) });
  return (
    <Answer query={readings}>
      {(page) => (page.items.length ? <Series readings={page.items} label={`${words.explorer.chart} ${device}`} /> : <Nothing />)}
    </Answer>
  );
}

/** Readings as lines, or as a table for those who cannot see lines. */
export function Series({ readings, label }: { readings: Telemetry[]; label: string }) {
  const words = useWords();
  const [asTable, setAsTable] = useState(false);
  const metrics = useMemo(() => numberMetrics(readings), [readings]);
  const option = useMemo(() => lines(readings, metrics), [readings, metrics]);
  return (
    <>
      <Switch label={words.explorer.asTable} isChecked={asTable} onChange={(_, on) => setAsTable(on)} />
      {asTable ? <ReadingsTable readings={readings} metrics={metrics} label={label} /> : <Chart option={option} label={label} />}
    </>
  );
}

function numberMetrics(readings: Telemetry[]): string[] {
  const names = new Set<string>();
  for (const reading of readings) {
    for (const [name, value] of Object.entries(reading.metrics)) if (typeof value === 'number') names.add(name);
  }
  return [...names].sort();
}

function lines(readings: Telemetry[], metrics: string[]) {
  const inOrder = [...readings].sort((one, other) => one.device_timestamp.localeCompare(other.device_timestamp));
  return {
    animation: false,
    tooltip: { trigger: 'axis' },
    legend: { type: 'scroll' },
    grid: { left: 48, right: 16, top: 40, bottom: 64 },
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true },
    dataZoom: [{ type: 'inside' }, { type: 'slider', height: 20 }],
    series: metrics.map((metric) => ({
      type: 'line',
      name: metric,
      showSymbol: inOrder.length < 60,
      sampling: 'lttb',
      large: true,
      data: inOrder.map((reading) => [reading.device_timestamp, reading.metrics[metric] ?? null]),
    })),
  };
}

function ReadingsTable({ readings, metrics, label }: { readings: Telemetry[]; metrics: string[]; label: string }) {
  const words = useWords();
  const newest = [...readings].sort((one, other) => other.device_timestamp.localeCompare(one.device_timestamp)).slice(0, 200);
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.at}</Th>
          {metrics.map((metric) => <Th key={metric}>{metric}</Th>)}
        </Tr>
      </Thead>
      <Tbody>
        {newest.map((reading, number) => (
          <Tr key={`${reading.device_timestamp}-${number}`}>
            <Td dataLabel={words.at}><When at={reading.device_timestamp} /></Td>
            {metrics.map((metric) => <Td key={metric} dataLabel={metric}>{String(reading.metrics[metric] ?? '–')}</Td>)}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
