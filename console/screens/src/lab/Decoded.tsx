import { CodeBlock, CodeBlockCode, Title } from '@patternfly/react-core';
import { useOwnWords, useWords } from '../shared/language';
import type { Telemetry } from '../shared/types';
import { words as own } from './words';

export interface Trial {
  version: string;
  telemetry: Telemetry[];
  problems: { field: string; message: string; offset?: number; rule?: string }[];
  fields?: Place[];
}

export interface Place {
  field: string;
  offset: number;
  length: number;
}

const COLOURS = 8;

/** Bytes in the colours of their fields, the standard telemetry they became, and problems where they are. */
export function Decoded({ trial, hex }: { trial: Trial; hex: string }) {
  const words = useWords();
  return (
    <div className="hub-paper">
      {trial.fields && <Bytes trial={trial} places={trial.fields} hex={hex} />}
      {trial.problems.length > 0 && (
        <>
          <Title headingLevel="h2" size="lg">{words.playground.problems}</Title>
          <ul>
            {trial.problems.map((problem, number) => (
              <li key={number}>
                <code>{problem.field}</code>: {problem.message}
                {(problem.offset ?? -1) >= 0 && ` (${words.playground.offset} ${problem.offset})`}
              </li>
            ))}
          </ul>
        </>
      )}
      <Title headingLevel="h2" size="lg">{words.playground.telemetry}</Title>
      <CodeBlock><CodeBlockCode>{JSON.stringify(trial.telemetry, null, 2)}</CodeBlockCode></CodeBlock>
    </div>
  );
}

/** The field that each byte was read from; where several share it, the shortest says most. */
export function fieldsOfBytes(places: Place[], size: number): (string | undefined)[] {
  const fields: (string | undefined)[] = Array.from({ length: size }, () => undefined);
  for (const place of [...places].sort((one, other) => other.length - one.length)) {
    for (let at = place.offset; at < Math.min(size, place.offset + place.length); at++) {
      fields[at] = fields[at] && fields[at] !== place.field && place.length === 1 ? `${fields[at]}, ${place.field}` : place.field;
    }
  }
  return fields;
}

function Bytes({ trial, places, hex }: { trial: Trial; places: Place[]; hex: string }) {
  const t = useOwnWords(own);
  const bytes = hex.replace(/\s|0x/gi, '').match(/../g) ?? [];
  const fields = fieldsOfBytes(places, bytes.length);
  const names = [...new Set(fields.filter((each): each is string => each !== undefined))];
  const wrong = new Set(trial.problems.map((problem) => problem.offset));
  const look = (field?: string) => (field === undefined ? '' : `hub-field-${names.indexOf(field) % COLOURS}`);
  return (
    <>
      <Title headingLevel="h2" size="lg">{t.bytes}</Title>
      <div className="hub-bytes" role="group" aria-label={t.bytes}>
        {bytes.map((byte, at) => (
          <span key={at} className={`hub-byte ${look(fields[at])} ${wrong.has(at) ? 'hub-byte-wrong' : ''}`} title={`${at}: ${fields[at] ?? t.noField}`}>
            {byte.toUpperCase()}
          </span>
        ))}
      </div>
      <div className="hub-bytes">
        {names.map((name) => <span key={name} className={`hub-byte ${look(name)}`}>{name || '–'}</span>)}
        <span className="hub-byte">{t.noField}</span>
      </div>
      <p className="hub-subtle">{t.bytesHint}</p>
    </>
  );
}
