import type { Alarm } from '../shared/types';
import type { words } from './words';

export interface Sentence {
  at: string;
  text: string;
}

type Said = (typeof words)['en'];

const BY_STATE: Record<string, keyof Said> = {
  remediating: 'tried',
  verifying: 'watched',
  cleared: 'fine',
  escalated: 'escalated',
  dispatched: 'sent',
  resolved: 'resolved',
  closed: 'closed',
};

/** An alarm's history as sentences that somebody reads who knows neither rules nor states. */
export function storyOf(alarm: Alarm, t: Said): Sentence[] {
  const sentences: Sentence[] = [{ at: alarm.raisedAt, text: raised(alarm, t) }];
  let state = '';
  for (const step of alarm.history ?? []) {
    const moved = step.to && step.to !== step.from && step.to !== state;
    if (moved) {
      state = step.to;
      const key = BY_STATE[step.to];
      if (key) sentences.push({ at: step.at, text: t[key] as string });
    } else if (step.cause?.startsWith('acknowledged')) {
      sentences.push({ at: step.at, text: t.seen.replace('{by}', step.by) });
    } else if (step.cause?.startsWith('comment')) {
      sentences.push({ at: step.at, text: t.said.replace('{by}', step.by).replace('{cause}', step.cause.replace(/^comment:?\s*/, '')) });
    }
  }
  return sentences;
}

function raised(alarm: Alarm, t: Said): string {
  const values = Object.entries(alarm.explanation?.values ?? {}).map(([name, value]) => `${name} ${String(value)}`);
  return t.raised
    .replace('{device}', alarm.device_id)
    .replace('{values}', values.join(', ') || String(alarm.value ?? '–'))
    .replace('{why}', plain(alarm.explanation?.text ?? ''))
    .trim();
}

/** Without the rule and the cell it stands in: "tempC 83 meets 'tempC is above 80': the fan failed (rule ...)" says that the fan failed. */
function plain(text: string): string {
  const short = text.replace(/\s*\(rule [^)]*\)\s*$/, '');
  return / meets '.*': (.+)$/.exec(short)?.[1] ?? short;
}

/** How long it took until it was over, in minutes. */
export function minutesOf(alarm: Alarm): number | undefined {
  return alarm.clearedAt ? Math.max(0, Math.round((Date.parse(alarm.clearedAt) - Date.parse(alarm.raisedAt)) / 60_000)) : undefined;
}
