import { named, quoted } from './columns';

/** Whose readings are meant; a product is a slice of the question itself. */
export interface Subject {
  device?: string;
  product?: string;
}

const BINS = 40;
const POINTS = 3000;

const values = (columns: string, subject: Subject) =>
  `SELECT ${columns} FROM telemetry${subject.device ? ` WHERE device_id = ${quoted(subject.device)}` : ''}`;

/** Counts of a metric's values in bins of equal width between its lowest and its highest, each with the figures of all. */
export function histogramSql(metric: string, subject: Subject): string {
  return `WITH v AS (SELECT x FROM (${values(`metrics.${named(metric)} AS x`, subject)}) WHERE x IS NOT NULL),
s AS (SELECT count(*) AS n, min(x) AS lo, quantile_cont(x, 0.05) AS p5, median(x) AS p50, avg(x) AS mean, quantile_cont(x, 0.95) AS p95, max(x) AS hi, stddev_pop(x) AS dev FROM v)
SELECT CASE WHEN hi = lo THEN 0 ELSE least(floor((x - lo) / (hi - lo) * ${BINS})::INTEGER, ${BINS - 1}) END AS bin, count(*) AS here,
 any_value(n), any_value(lo), any_value(p5), any_value(p50), any_value(mean), any_value(p95), any_value(hi), any_value(dev)
FROM v, s GROUP BY bin ORDER BY bin`;
}

/** A sample of pairs of two metrics' values, each with the correlation of all. */
export function scatterSql(x: string, y: string, subject: Subject): string {
  return `WITH v AS (SELECT x, y FROM (${values(`metrics.${named(x)} AS x, metrics.${named(y)} AS y`, subject)}) WHERE x IS NOT NULL AND y IS NOT NULL),
s AS (SELECT count(*) AS n, corr(y, x) AS r, regr_slope(y, x) AS slope, regr_intercept(y, x) AS meets FROM v)
SELECT p.x, p.y, n, r, slope, meets FROM (SELECT x, y FROM v ORDER BY hash(x, y, 7) LIMIT ${POINTS}) p, s`;
}
