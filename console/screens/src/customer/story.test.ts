import { expect, it } from 'vitest';
import type { Alarm } from '../shared/types';
import { minutesOf, storyOf } from './story';
import { words } from './words';

it('tells what happened in the order it happened', () => {
  const step = (minute: number, from: string, to: string, by = 'hub', cause = '') => ({ at: `2026-11-21T10:0${minute}:00Z`, from, to, by, cause });
  const alarm = {
    device_id: 'demo-1', raisedAt: '2026-11-21T10:02:00Z', clearedAt: '2026-11-21T10:05:00Z',
    explanation: { values: { tempC: 83 }, text: "tempC 83 meets 'tempC is above 80': Fan failed (rule hot, prod-a.alarm.drl.csv A10)" },
    history: [step(2, '', 'active'), step(3, 'active', 'remediating'), step(3, 'remediating', 'remediating', 'kim', 'acknowledged'), step(4, 'remediating', 'verifying'), step(5, 'verifying', 'cleared')],
  } as unknown as Alarm;
  expect(storyOf(alarm, words.en).map((each) => each.text)).toEqual([
    'demo-1 reported tempC 83. Fan failed',
    words.en.tried,
    'kim has taken note.',
    words.en.watched,
    words.en.fine,
  ]);
  expect(minutesOf(alarm)).toBe(3);
});
