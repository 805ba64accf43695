import { Alert, Button, Switch, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { read } from '../shared/api';
import { Chart } from '../shared/Chart';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing } from '../shared/Screen';
import { When } from '../shared/When';
import { lastSpan } from './span';
import { words as own } from './words';

/** Rows of: epoch milliseconds, lowest, highest, mean. */
type Stretch = [at: number, low: number, high: number, mean: number];

interface SeriesAnswer {
  from: string;
  to: string;
  stretchMillis: number;
  readings: number;
  cut: boolean;
  metrics: Record<string, Stretch[]>;
}

/** All of a device's readings over a span, in as many stretches as there are places for points; looking closer fetches more. */
export function DeviceSpan({ device, span }: { device: string; span: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const [whole] = useState(() => lastSpan(span));
  const from = filters.get('from') || whole.from;
  const to = filters.get('to') || whole.to;
  const [asTable, setAsTable] = useState(false);
  const path = `/devices/${encodeURIComponent(device)}/series`;
  const points = Math.min(2000, Math.max(200, Math.round(window.innerWidth)));
  const series = useQuery({ queryKey: [path, from, to, points], placeholderData: keepPreviousData, queryFn: () => read<SeriesAnswer>(path, { from, to, points }) });
  const closer = (begin: number, end: number) => {
    const narrower = end - begin < 0.9 * (Date.parse(to) - Date.parse(from)) && end - begin >= 1000;
    if (narrower) change({ from: new Date(begin).toISOString(), to: new Date(end).toISOString() }, true);
  };
  return (
    <>
      <Title headingLevel="h2">{device}</Title>
      <Answer query={series}>
        {(shown) => (
          <>
            <div className="hub-row">
              <Switch label={words.explorer.asTable} isChecked={asTable} onChange={(_, on) => setAsTable(on)} />
              <span>{shown.readings.toLocaleString()} {t.readings} · <When at={shown.from} /> – <When at={shown.to} /></span>
              {filters.get('from') && <Button variant="link" isInline onClick={() => change({ from: '', to: '' })}>{t.lookBack}</Button>}
            </div>
            {shown.cut && <Alert isInline isPlain variant="warning" title={t.cut} />}
            {Object.keys(shown.metrics).length === 0 && <Nothing />}
            {Object.keys(shown.metrics).length > 0 && (asTable ? <Rows shown={shown} label={device} /> : <Lines shown={shown} label={`${words.explorer.chart} ${device}`} closer={closer} />)}
            <p className="hub-subtle">{t.thinned.replace('{0}', length(shown.stretchMillis))}</p>
          </>
        )}
      </Answer>
    </>
  );
}

function length(millis: number): string {
  return millis < 1000 ? `${millis} ms` : millis < 120_000 ? `${Math.round(millis / 1000)} s` : millis < 7_200_000 ? `${Math.round(millis / 60_000)} min` : `${(millis / 3_600_000).toFixed(1)} h`;
}

function Lines({ shown, label, closer }: { shown: SeriesAnswer; label: string; closer: (from: number, to: number) => void }) {
  const option = useMemo(
    () => ({
      animation: false,
      tooltip: { trigger: 'axis' },
      legend: { type: 'scroll' },
      grid: { left: 48, right: 16, top: 40, bottom: 64 },
      xAxis: { type: 'time', min: Date.parse(shown.from), max: Date.parse(shown.to) },
      yAxis: { type: 'value', scale: true },
      dataZoom: [{ type: 'inside', start: 0, end: 100 }, { type: 'slider', height: 20, start: 0, end: 100 }],
      series: Object.entries(shown.metrics).map(([name, stretches]) => ({
        type: 'line',
        name,
        showSymbol: stretches.length < 60,
        lineStyle: { width: 1.5 },
        data: stretches.flatMap((each) => drawn(each, shown.stretchMillis)),
      })),
    }),
    [shown],
  );
  return <Chart option={option} label={label} onZoom={closer} />;
}

/** A stretch of one value is that value; a longer one goes from its lowest to its highest, as all its readings would. */
function drawn([at, low, high]: Stretch, width: number): [number, number][] {
  return low === high ? [[at, low]] : [[at, low], [at + width / 2, high]];
}

function Rows({ shown, label }: { shown: SeriesAnswer; label: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const rows = Object.entries(shown.metrics).flatMap(([metric, stretches]) => stretches.slice(-100).map((each) => ({ metric, each })));
  return (
    <Table aria-label={label} variant="compact">
      <Thead>
        <Tr><Th>{words.at}</Th><Th>{t.metric}</Th><Th>{t.lowest}</Th><Th>{t.mean}</Th><Th>{t.highest}</Th></Tr>
      </Thead>
      <Tbody>
        {rows.slice(-200).reverse().map(({ metric, each }) => (
          <Tr key={metric + each[0]}>
            <Td dataLabel={words.at}><When at={new Date(each[0]).toISOString()} /></Td>
            <Td dataLabel={t.metric}>{metric}</Td>
            <Td dataLabel={t.lowest}>{each[1]}</Td>
            <Td dataLabel={t.mean}>{Number(each[3].toPrecision(5))}</Td>
            <Td dataLabel={t.highest}>{each[2]}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
