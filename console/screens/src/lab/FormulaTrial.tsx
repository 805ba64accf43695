import { useMemo } from 'react';
import { Chart } from '../shared/Chart';
import { useOwnWords } from '../shared/language';
import { Nothing } from '../shared/Screen';
import { Facts } from './Facts';
import { words as own } from './words';

interface Result {
  customerId: string;
  day: string;
  value?: number;
  before?: number;
}

export interface TrialResult {
  rows: number;
  values: number;
  min?: number;
  mean?: number;
  max?: number;
  changed: number;
  reasons?: Record<string, number>;
  items: Result[];
}

const number = (value?: number) => (value === undefined ? '–' : Number(value.toPrecision(6)).toLocaleString());

/** What a formula would have come to on past days, beside what the version in force does. */
export function FormulaTrial({ result }: { result: TrialResult }) {
  const t = useOwnWords(own);
  const option = useMemo(() => {
    const days = [...new Set(result.items.map((each) => each.day))].sort();
    const mean = (day: string, of: (each: Result) => number | undefined) => {
      const values = result.items.filter((each) => each.day === day).map(of).filter((each) => each !== undefined);
      return values.length ? values.reduce((one, other) => one + other, 0) / values.length : null;
    };
    const line = (name: string, of: (each: Result) => number | undefined) => ({ type: 'line', name, data: days.map((day) => mean(day, of)) });
    return {
      animation: false,
      tooltip: { trigger: 'axis' },
      legend: {},
      grid: { left: 56, right: 16, top: 40, bottom: 32 },
      xAxis: { type: 'category', data: days },
      yAxis: { type: 'value', scale: true },
      series: [line(t.value, (each) => each.value), line(t.before, (each) => each.before)],
    };
  }, [result, t]);
  const reasons = Object.entries(result.reasons ?? {});
  return (
    <>
      <Facts
        facts={{
          [t.count]: `${result.values} / ${result.rows}`,
          [t.lowest]: number(result.min),
          [t.mean]: number(result.mean),
          [t.highest]: number(result.max),
          [t.changed]: String(result.changed),
          ...(reasons.length > 0 && { [t.noNumber]: reasons.map(([reason, count]) => `${reason} (${count})`).join(', ') }),
        }}
      />
      {result.items.length === 0 ? <Nothing /> : <Chart option={option} label={t.formula} />}
    </>
  );
}
