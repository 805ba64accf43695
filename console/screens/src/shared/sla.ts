import type { DispatchOrder } from './types';

const ENDED = ['completed', 'cancelled'];
const SOON_MS = 4 * 3_600_000;

export type Sla = 'late' | 'soon' | 'inTime' | 'done';

/** How a visit stands to its deadline. */
export function slaOf(order: DispatchOrder, now: number): Sla {
  if (ENDED.includes(order.stage)) return 'done';
  const left = order.requestLate ? Date.parse(order.requestLate) - now : Infinity;
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'inTime';
}

/** The most urgent first; what has ended last. */
export function byUrgency(now: number) {
  const rank: Sla[] = ['late', 'soon', 'inTime', 'done'];
  return (one: DispatchOrder, other: DispatchOrder) =>
    rank.indexOf(slaOf(one, now)) - rank.indexOf(slaOf(other, now)) || (one.requestLate ?? '').localeCompare(other.requestLate ?? '');
}

/** How long, in the unit that says enough: 3 d, 5 h, 12 min. */
export function duration(millis: number, units: { days: string; hours: string; minutes: string }): string {
  const minutes = Math.round(Math.abs(millis) / 60_000);
  if (minutes < 90) return `${minutes} ${units.minutes}`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} ${units.hours}` : `${Math.round(minutes / 1440)} ${units.days}`;
}
