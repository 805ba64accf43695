import { expect, it } from 'vitest';
import { bodyOf, editsOf, inputsOf, isEdited, type RuleTable } from './tables';

const table: RuleTable = {
  name: 'prod-a.alarm.drl.csv', kind: 'alarm', version: 'abc', format: 'csv', number: 3, base: 3,
  columns: [], firstRow: 10, rows: [{ row: 10, cells: ['hot', '80'] }], cases: 'case,at\n', casesName: 'prod-a.alarm.cases.csv',
};

it('knows what was edited and sends the cases only when they were', () => {
  const edits = editsOf(table);
  expect(isEdited(table, edits)).toBe(false);
  const warmer = { ...edits, rows: [['hot', '90']] };
  expect(isEdited(table, warmer)).toBe(true);
  expect(bodyOf(table, warmer)).toEqual({ rows: [['hot', '90']], from: 3 });
  expect(bodyOf(table, { ...warmer, cases: 'case,at\nnew,0\n' })).toEqual({ rows: [['hot', '90']], from: 3, cases: 'case,at\nnew,0\n' });
  expect(bodyOf({ ...table, format: 'yaml' }, { ...edits, text: 'a: 1' })).toEqual({ text: 'a: 1' });
});

it('reads inputs from lines, leaving out empty cells', () => {
  expect(inputsOf('at,device,tempC,valve\n0,d-1,85,\n5,,,open\n')).toEqual([
    { at: 0, device: 'd-1', values: { tempC: 85 } },
    { at: 5, values: { valve: 'open' } },
  ]);
  expect(inputsOf('')).toEqual([]);
});
