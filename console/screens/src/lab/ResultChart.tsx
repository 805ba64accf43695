import { useMemo } from 'react';
import { Chart } from '../shared/Chart';
import { useOwnWords } from '../shared/language';
import { Nothing } from '../shared/Screen';
import type { ColdAnswer } from './columns';
import { words as own } from './words';

const NUMBER = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w*INT\w*|FLOAT|DOUBLE|DECIMAL.*)$/;
const TIME = /^(TIMESTAMP.*|DATE)$/;

/** Rows as lines over time, or as bars over whatever the first column that is no number says; every column of numbers is a series. */
export function ResultChart({ answer }: { answer: ColdAnswer }) {
  const t = useOwnWords(own);
  const option = useMemo(() => chart(answer), [answer]);
  return option ? <Chart option={option} label={t.asChart} /> : <Nothing />;
}

export function chart({ columns, rows }: ColdAnswer) {
  const time = columns.findIndex((column) => TIME.test(column.type));
  const across = time >= 0 ? time : Math.max(0, columns.findIndex((column) => !NUMBER.test(column.type)));
  const numbers = columns.map((column, at) => ({ column, at })).filter(({ column, at }) => at !== across && NUMBER.test(column.type));
  if (numbers.length === 0 || rows.length === 0) return undefined;
  const inOrder = time >= 0 ? [...rows].sort((one, other) => String(one[time]).localeCompare(String(other[time]))) : rows;
  return {
    animation: false,
    tooltip: { trigger: 'axis' },
    legend: { type: 'scroll' },
    grid: { left: 64, right: 16, top: 40, bottom: 64 },
    xAxis: time >= 0 ? { type: 'time' } : { type: 'category', data: rows.map((row) => String(row[across])) },
    yAxis: { type: 'value', scale: time >= 0 },
    dataZoom: [{ type: 'inside' }],
    series: numbers.map(({ column, at }) => ({
      type: time >= 0 ? 'line' : 'bar',
      name: column.name,
      showSymbol: rows.length < 60,
      sampling: 'lttb',
      data: inOrder.map((row) => (time >= 0 ? [row[time], row[at]] : row[at])),
    })),
  };
}
