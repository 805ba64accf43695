import { expect, it } from 'vitest';
import { byUrgency, duration, slaOf } from './sla';
import type { DispatchOrder } from './types';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const order = (id: string, stage: string, requestLate?: string) => ({ id, stage, requestLate }) as DispatchOrder;

it('puts late visits first and ended ones last', () => {
  const orders = [
    order('done', 'completed', '2026-11-20T00:00:00Z'),
    order('tomorrow', 'assigned', '2026-11-22T12:00:00Z'),
    order('late', 'assigned', '2026-11-21T11:00:00Z'),
    order('soon', 'requested', '2026-11-21T13:00:00Z'),
    order('later', 'enroute', '2026-11-20T11:00:00Z'),
  ];
  expect([...orders].sort(byUrgency(NOW)).map((each) => each.id)).toEqual(['later', 'late', 'soon', 'tomorrow', 'done']);
  expect(slaOf(order('none', 'new'), NOW)).toBe('inTime');
});

it('says how long in one unit', () => {
  const units = { days: 'd', hours: 'h', minutes: 'min' };
  expect([duration(-600_000, units), duration(7_200_000, units), duration(200_000_000, units)]).toEqual(['10 min', '2 h', '2 d']);
});
