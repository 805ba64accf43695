import { read } from './api';

export interface Spread {
  count: number;
  median?: number;
  p90?: number;
}

export interface ServiceReport {
  timeToAcknowledge: Spread;
  timeToRepair: Spread;
  firstTimeFix?: number;
  deadlineKept?: number;
  availability?: number;
  autoRecovered?: number;
  alarms: { count: number; whole: boolean; byClass: Record<string, number>; bySeverity: Record<string, number> };
  trend: { day: string; raised: number; autoRecovered: number }[];
  ordersByStage: Record<string, number>;
  rules: { ruleId: string; visits: number; precision: number }[];
}

export const readReport = (span: { from: string; to: string }) => read<ServiceReport>('/reports/service', span);

/** The clock on the wall: the hub cuts days by the offset. */
export function local(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const pad = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
  const shown = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${shown}${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`;
}

/** From the first day at midnight until now. */
export function lastDays(days: number): { from: string; to: string } {
  const from = new Date();
  from.setDate(from.getDate() - days + 1);
  from.setHours(0, 0, 0, 0);
  return { from: local(from), to: local(new Date()) };
}

/** A month written 2026-11, from its first moment to the first of the next. */
export function monthSpan(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { from: local(new Date(year, number - 1, 1)), to: local(new Date(year, number, 1)) };
}

/** This month and those before it, newest first. */
export function months(count: number): string[] {
  const now = new Date();
  return Array.from({ length: count }, (_, back) => local(new Date(now.getFullYear(), now.getMonth() - back, 1)).slice(0, 7));
}

export const minutes = (spread: Spread, unit: string) => (spread.median === undefined ? '–' : `${spread.median.toFixed(1)} ${unit}`);

export function percent(share?: number, digits = 0): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(digits)} %`;
}
