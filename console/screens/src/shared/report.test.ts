import { expect, it } from 'vitest';
import { local, monthSpan, percent } from './report';

it('tells the time with its offset, so that the hub cuts the same days', () => {
  const at = new Date(2026, 10, 21, 9, 30, 0);
  expect(local(at)).toMatch(/^2026-11-21T09:30:00[+-]\d\d:\d\d$/);
  expect(new Date(local(at)).getTime()).toBe(at.getTime());
});

it('ends a month where the next begins', () => {
  expect(monthSpan('2026-12').from.slice(0, 10)).toBe('2026-12-01');
  expect(monthSpan('2026-12').to.slice(0, 10)).toBe('2027-01-01');
});

it('does not make a share of nothing', () => {
  expect(percent(undefined)).toBe('–');
  expect(percent(0.9987, 1)).toBe('99.9 %');
});
