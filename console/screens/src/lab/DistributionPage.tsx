import { Button } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Chart } from '../shared/Chart';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose, DevicePick, useProducts } from '../shared/Picks';
import { Nothing, Problem, Screen } from '../shared/Screen';
import { askCold, numberMetrics, useColdTables, type ColdAnswer } from './columns';
import { Facts } from './Facts';
import { histogramSql, scatterSql, type Subject } from './statistics';
import { lastSpan } from './span';
import { words as own } from './words';

/** How one metric is distributed, or how two go together: counted by the cold store, so any number of readings is one answer. */
export default function DistributionPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const tables = useColdTables();
  const products = useProducts();
  const metrics = numberMetrics(tables.data?.items ?? []);
  const names = Object.fromEntries(metrics.map((each) => [each, each]));
  const shape = filters.get('shape') || 'histogram';
  const of = filters.get('of') || 'product';
  const x = filters.get('x') || metrics[0] || '';
  const y = filters.get('y') || metrics.find((each) => each !== x) || '';
  const span = filters.get('span') || '24h';
  const subject: Subject = of === 'device' ? { device: filters.get('device') ?? '' } : { product: filters.get('product') || products[0] || '' };
  const ask = useMutation({
    mutationFn: () => askCold({ sql: shape === 'scatter' ? scatterSql(x, y, subject) : histogramSql(x, subject), ...lastSpan(span), product: subject.product, limit: 5000 }),
  });
  return (
    <Screen title={words.pages.distribution}>
      <div className="hub-row hub-noprint">
        <Choose label={t.shape} value={shape} names={t.shapes} change={(shape) => { ask.reset(); change({ shape }); }} />
        <Choose label={t.of} value={of} names={t.ofWhat} change={(of) => change({ of })} />
        {of === 'device' ? (
          <DevicePick label={words.device} value={filters.get('device') ?? ''} change={(device) => change({ device })} />
        ) : (
          <Choose label={words.product} value={subject.product ?? ''} names={Object.fromEntries(products.map((each) => [each, each]))} change={(product) => change({ product })} />
        )}
        <Choose label={t.metric} value={x} names={names} change={(x) => change({ x })} />
        {shape === 'scatter' && <Choose label={t.second} value={y} names={names} change={(y) => change({ y })} />}
        <Choose label={t.span} value={span} names={t.spans} change={(span) => change({ span })} />
        <Button isLoading={ask.isPending} isDisabled={!x || ask.isPending || (of === 'device' && !subject.device)} onClick={() => ask.mutate()}>{t.compute}</Button>
      </div>
      {tables.isError && <Problem error={tables.error} />}
      {tables.isSuccess && metrics.length === 0 && <Nothing />}
      <p className="hub-subtle">{t.coldHint}</p>
      {ask.isError && <Problem error={ask.error} />}
      {ask.data && (ask.data.rows.length === 0 ? <Nothing /> : shape === 'scatter' ? <Together answer={ask.data} x={x} y={y} /> : <Histogram answer={ask.data} metric={x} />)}
    </Screen>
  );
}

const number = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)).toLocaleString() : '–');

/** Rows of: bin, values in it, then the same for all rows: count, lowest, 5 %, median, mean, 95 %, highest, deviation. */
function Histogram({ answer, metric }: { answer: ColdAnswer; metric: string }) {
  const t = useOwnWords(own);
  const [, , count, low, p5, median, mean, p95, high, deviation] = answer.rows[0] as number[];
  const option = useMemo(() => {
    const width = (high! - low!) / 40;
    const counted = new Map(answer.rows.map((row) => [row[0] as number, row[1] as number]));
    const bins = width === 0 ? [0] : Array.from({ length: 40 }, (_, bin) => bin);
    return {
      animation: false,
      tooltip: { trigger: 'axis' },
      legend: { show: false },
      grid: { left: 64, right: 16, top: 16, bottom: 40 },
      xAxis: { type: 'category', data: bins.map((bin) => number(low! + (bin + 0.5) * width)) },
      yAxis: { type: 'value' },
      series: [{ type: 'bar', name: t.count, barCategoryGap: '5%', data: bins.map((bin) => counted.get(bin) ?? 0) }],
    };
  }, [answer, t]);
  return (
    <>
      <Facts facts={{ [t.count]: number(count), [t.lowest]: number(low), [t.median]: number(median), [t.mean]: number(mean), [t.highest]: number(high), [t.deviation]: number(deviation), [t.spread]: `${number(p5)} – ${number(p95)}` }} />
      <Chart option={option} label={metric} />
    </>
  );
}

/** Rows of: x, y, then the same for all rows: count, correlation, slope, intercept. */
function Together({ answer, x, y }: { answer: ColdAnswer; x: string; y: string }) {
  const t = useOwnWords(own);
  const [, , count, correlation, slope, intercept] = answer.rows[0] as number[];
  const option = useMemo(() => {
    const points = answer.rows.map((row) => [row[0] as number, row[1] as number]);
    const xs = points.map((point) => point[0]!);
    const ends = [Math.min(...xs), Math.max(...xs)].map((each) => [each, (slope ?? 0) * each + (intercept ?? 0)]);
    return {
      animation: false,
      tooltip: { trigger: 'item' },
      legend: { show: false },
      grid: { left: 64, right: 24, top: 32, bottom: 48 },
      xAxis: { type: 'value', scale: true, name: x, nameLocation: 'middle', nameGap: 28 },
      yAxis: { type: 'value', scale: true, name: y },
      series: [
        { type: 'scatter', symbolSize: 4, large: true, itemStyle: { opacity: 0.5 }, data: points },
        ...(typeof slope === 'number' ? [{ type: 'line', symbol: 'none', data: ends }] : []),
      ],
    };
  }, [answer, x, y]);
  return (
    <>
      <Facts facts={{ [t.correlation]: number(correlation), [t.slope]: number(slope), [t.count]: number(count), [t.sample]: answer.rows.length.toLocaleString() }} />
      <Chart option={option} label={`${x}, ${y}`} />
    </>
  );
}
