import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { address, read, type Page, type Query } from '../shared/api';
import { Chart } from '../shared/Chart';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose, useProducts } from '../shared/Picks';
import { Answer, Nothing, Screen } from '../shared/Screen';
import { day, lastSpan } from './span';
import { words as own } from './words';

interface Row {
  from?: string;
  day?: string;
  productId: string;
  metric: string;
  count: number;
  avg?: number;
  min?: number;
  max?: number;
  stddev?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  devices?: number;
}

const PAGES = 5;

/** Hours, days and customers' days: how a metric ranged, as lines with a band and as a table. */
export default function AggregatesPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const products = useProducts();
  const window = filters.get('window') || '1h';
  const product = filters.get('product') || (window === 'customer' ? '' : products[0] ?? '');
  const customer = filters.get('customer') ?? '';
  const span = filters.get('span') || '7d';
  const customers = useQuery({ queryKey: ['/customers'], staleTime: 60_000, queryFn: () => read<Page<{ customerId: string; name: string }>>('/customers', { limit: 1000 }) });
  const subject = window === 'customer' ? customer : product;
  return (
    <Screen title={words.pages.aggregates}>
      <div className="hub-row hub-noprint">
        <Choose label={t.window} value={window} names={t.windows} change={(window) => change({ window, metric: '' })} />
        {window === 'customer' && (
          <Choose label={t.customer} value={customer} names={{ '': t.customer, ...Object.fromEntries((customers.data?.items ?? []).map((each) => [each.customerId, each.name])) }} change={(customer) => change({ customer, metric: '' })} />
        )}
        <Choose label={words.product} value={product} names={{ ...(window === 'customer' && { '': words.all }), ...Object.fromEntries(products.map((each) => [each, each])) }} change={(product) => change({ product, metric: '' })} />
        <Choose label={t.span} value={span} names={t.spans} change={(span) => change({ span })} />
      </div>
      {subject ? <Series key={window + subject + product + span} window={window} subject={subject} product={product} span={span} /> : window === 'customer' ? <p>{t.pickCustomer}</p> : <Nothing />}
    </Screen>
  );
}

function Series({ window, subject, product, span }: { window: string; subject: string; product: string; span: string }) {
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const { path, query } = useMemo(() => question(window, subject, product, span), [window, subject, product, span]);
  const known = useQuery({ queryKey: [path, query, 'metrics'], queryFn: () => read<Page<Row>>(path, { ...query, limit: 300 }) });
  const metrics = [...new Set((known.data?.items ?? []).map((row) => row.metric))].sort();
  const metric = filters.get('metric') || metrics[0] || '';
  const rows = useQuery({ queryKey: [path, query, metric], enabled: metric !== '', queryFn: () => all(path, { ...query, metric }) });
  return (
    <Answer query={known}>
      {() =>
        metrics.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <div className="hub-row hub-noprint">
              <Choose label={t.metric} value={metric} names={Object.fromEntries(metrics.map((each) => [each, each]))} change={(metric) => change({ metric })} />
              <Button component="a" variant="secondary" href={address(path, { ...query, metric, format: 'csv' })} download={`${subject}-${metric}.csv`}>{t.download}</Button>
            </div>
            <Answer query={rows}>{(found) => <Shown rows={found} label={`${subject} ${metric}`} />}</Answer>
          </>
        )
      }
    </Answer>
  );
}

function question(window: string, subject: string, product: string, span: string): { path: string; query: Query } {
  const { from, to } = lastSpan(span);
  if (window === 'customer') {
    return { path: `/analysis/customers/${encodeURIComponent(subject)}/daily`, query: { from: from.slice(0, 10), to: day(1), product } };
  }
  const path = `/analysis/products/${encodeURIComponent(subject)}/${window === '1d' ? 'daily' : 'hourly'}`;
  return { path, query: { from, to, window: window === '6h' ? '6h' : undefined } };
}

async function all(path: string, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES && (pages === 0 || cursor); pages++) {
    const page = await read<Page<Row>>(path, { ...query, limit: 1000, cursor });
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}

const round = (value?: number) => (value === undefined ? '–' : Number(value.toPrecision(5)).toLocaleString());

function Shown({ rows, label }: { rows: Row[]; label: string }) {
  const t = useOwnWords(own);
  const words = useWords();
  const option = useMemo(() => chart(rows, t), [rows, t]);
  if (rows.length === 0) return <Nothing />;
  const columns: [string, (row: Row) => string][] = [
    [t.count, (row) => row.count.toLocaleString()],
    [t.lowest, (row) => round(row.min)],
    [t.mean, (row) => round(row.avg)],
    [t.highest, (row) => round(row.max)],
    [t.median, (row) => round(row.p50)],
    ['95 %', (row) => round(row.p95)],
    ['99 %', (row) => round(row.p99)],
    [t.deviation, (row) => round(row.stddev)],
    [t.devices, (row) => String(row.devices ?? '–')],
  ];
  return (
    <>
      <Chart option={option} label={label} />
      <Table aria-label={label} variant="compact">
        <Thead>
          <Tr><Th>{words.since}</Th>{columns.map(([name]) => <Th key={name}>{name}</Th>)}</Tr>
        </Thead>
        <Tbody>
          {[...rows].reverse().slice(0, 200).map((row) => (
            <Tr key={time(row) + row.productId}>
              <Td dataLabel={words.since}>{row.day ? `${row.day} ${row.productId}` : new Date(time(row)).toLocaleString()}</Td>
              {columns.map(([name, value]) => <Td key={name} dataLabel={name}>{value(row)}</Td>)}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

const time = (row: Row) => row.from ?? row.day ?? '';

/** Lowest, mean and highest as lines, median to 95 % as a band: the band lies on a line that is not drawn. */
function chart(rows: Row[], t: typeof own.en) {
  const line = (name: string, value: (row: Row) => number | undefined, more = {}) => ({
    type: 'line', name, showSymbol: rows.length < 40, connectNulls: false, data: rows.map((row) => [time(row), value(row) ?? null]), ...more,
  });
  return {
    animation: false,
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? round(value) : '–') },
    legend: { type: 'scroll', data: [t.mean, t.lowest, t.highest, t.band] },
    grid: { left: 56, right: 16, top: 40, bottom: 64 },
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true },
    dataZoom: [{ type: 'inside' }, { type: 'slider', height: 20 }],
    series: [
      line(t.mean, (row) => row.avg, { lineStyle: { width: 2.5 } }),
      line(t.lowest, (row) => row.min, { lineStyle: { width: 1 } }),
      line(t.highest, (row) => row.max, { lineStyle: { width: 1 } }),
      line(t.median, (row) => row.p50, { stack: 'band', stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { opacity: 0 } }),
      line(t.band, (row) => (row.p95 === undefined || row.p50 === undefined ? undefined : row.p95 - row.p50), {
        stack: 'band', stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { opacity: 0.25 }, tooltip: { show: false },
      }),
    ],
  };
}
