import { expect, it } from 'vitest';
import { differences } from './differences';

it('tells what two documents have by path, what differs first', () => {
  expect(differences({ reported: { a: 1, b: { c: true } } }, { reported: { a: 2, b: { c: true } }, desired: { list: [1] } })).toEqual([
    { path: 'desired.list', before: undefined, after: '[1]', same: false },
    { path: 'reported.a', before: '1', after: '2', same: false },
    { path: 'reported.b.c', before: 'true', after: 'true', same: true },
  ]);
  expect(differences({}, {})).toEqual([]);
});
