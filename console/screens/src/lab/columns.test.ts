import { expect, it } from 'vitest';
import { named, numberMetrics, quoted } from './columns';

it('finds the metrics that are numbers in the table of the cold store', () => {
  const columns = [{ name: 'metrics', type: 'STRUCT("tempC" DOUBLE, "note" VARCHAR, "a ""b""" DOUBLE, "list" DOUBLE[])' }];
  expect(numberMetrics([{ name: 'telemetry', columns, rows: 1 }])).toEqual(['a "b"', 'tempC']);
  expect(numberMetrics([])).toEqual([]);
});

it('keeps what people type out of the SQL around it', () => {
  expect(named('a"b')).toBe('"a""b"');
  expect(quoted("it's")).toBe("'it''s'");
});
