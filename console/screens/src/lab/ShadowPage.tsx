import { Button, FormGroup, Grid, GridItem, Label, TextInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, read, type Page } from '../shared/api';
import { DeviceTable } from '../shared/DeviceTable';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose, DevicePick } from '../shared/Picks';
import { Answer, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { differences } from './differences';
import { lastSpan } from './span';
import { words as own } from './words';

interface Shadow {
  state: Record<string, unknown>;
  version: number;
}

interface Line {
  id: string;
  at: string;
  kind: string;
  cause?: string;
}

const STEPS = 1000;

/** What a device should be and said it was, at two times of the past, and what changed between them. */
export default function ShadowPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const device = filters.get('device') ?? '';
  return (
    <Screen title={words.pages.shadows}>
      <div className="hub-row hub-noprint">
        <DevicePick key={device} label={words.device} value={device} change={(device) => change({ device, a: '', b: '' }, true)} />
        <TextInput className="hub-pick" aria-label={t.shadowName} placeholder={t.shadowName} value={filters.get('name') ?? ''} onChange={(_, name) => change({ name })} />
        <Choose label={t.span} value={filters.get('span') || '24h'} names={t.spans} change={(span) => change({ span, a: '', b: '' })} />
      </div>
      {device ? (
        <Travel key={device + filters.get('span')} device={device} />
      ) : (
        <DeviceTable name={(each) => <Button variant="link" isInline onClick={() => change({ device: each.device_id }, true)}>{each.device_id}</Button>} />
      )}
    </Screen>
  );
}

function Travel({ device }: { device: string }) {
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const [span] = useState(() => lastSpan(filters.get('span') || '24h'));
  const a = filters.get('a') || span.from;
  const b = filters.get('b') || span.to;
  const history = useQuery({
    queryKey: ['/history/commands', device, span],
    queryFn: () => read<Page<Line>>('/history/commands', { device, from: span.from, to: span.to, limit: 50 }),
  });
  return (
    <Grid hasGutter>
      <GridItem md={6}><Slider label={t.earlier} span={span} at={a} move={(a) => change({ a })} /></GridItem>
      <GridItem md={6}><Slider label={t.later} span={span} at={b} move={(b) => change({ b })} /></GridItem>
      <GridItem lg={8}><Difference device={device} name={filters.get('name') ?? ''} a={a} b={b} /></GridItem>
      <GridItem lg={4}>
        <Answer query={history}>{(page) => <Changes lines={page.items} look={(line) => change({ a: moved(line.at, -1000), b: moved(line.at, 1000) })} />}</Answer>
      </GridItem>
    </Grid>
  );
}

const moved = (at: string, millis: number) => new Date(Date.parse(at) + millis).toISOString();

function Slider({ label, span, at, move }: { label: string; span: { from: string; to: string }; at: string; move: (at: string) => void }) {
  const begin = Date.parse(span.from);
  const length = Date.parse(span.to) - begin;
  const [place, setPlace] = useState<number>();
  const id = `slider-${label}`;
  const shown = place === undefined ? at : new Date(begin + (place / STEPS) * length).toISOString();
  const settle = () => {
    if (place !== undefined) move(shown);
    setPlace(undefined);
  };
  return (
    <FormGroup label={<>{label}: <When at={shown} /></>} fieldId={id}>
      <input
        id={id}
        className="hub-range"
        type="range"
        min={0}
        max={STEPS}
        value={Math.round(((Date.parse(shown) - begin) / length) * STEPS)}
        aria-valuetext={new Date(shown).toLocaleString()}
        onChange={(event) => setPlace(Number(event.target.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </FormGroup>
  );
}

/** The shadow as it was; empty when there was none then. */
async function shadowAt(device: string, name: string, at: string): Promise<Shadow> {
  try {
    return await read<Shadow>(`/devices/${encodeURIComponent(device)}/shadow`, { name, at });
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return { state: {}, version: 0 };
    throw problem;
  }
}

function Difference({ device, name, a, b }: { device: string; name: string; a: string; b: string }) {
  const t = useOwnWords(own);
  const both = useQuery({ queryKey: ['shadows', device, name, a, b], queryFn: () => Promise.all([shadowAt(device, name, a), shadowAt(device, name, b)]) });
  return (
    <Answer query={both}>
      {([before, after]) => {
        const lines = differences(before.state, after.state);
        return (
          <>
            <p className="hub-subtle">{t.shadowHint}</p>
            <div className="hub-row">
              <Label variant="outline">{t.earlier}: {before.version === 0 ? t.none : `${t.version} ${before.version}`}</Label>
              <Label variant="outline">{t.later}: {after.version === 0 ? t.none : `${t.version} ${after.version}`}</Label>
            </div>
            {lines.every((line) => line.same) && <p>{t.same}</p>}
            {lines.length > 0 && (
              <Table aria-label={t.difference} variant="compact">
                <Thead><Tr><Th>{t.path}</Th><Th>{t.earlier}</Th><Th>{t.later}</Th></Tr></Thead>
                <Tbody>
                  {lines.map((line) => (
                    <Tr key={line.path} isRowSelected={!line.same}>
                      <Td dataLabel={t.path} className="hub-mono">{line.same ? line.path : <strong>{line.path}</strong>}</Td>
                      <Td dataLabel={t.earlier}>{line.before ?? '–'}</Td>
                      <Td dataLabel={t.later}>{line.after ?? '–'}</Td>
                    </Tr>
                  ))}
                </Tbody>
              </Table>
            )}
          </>
        );
      }}
    </Answer>
  );
}

function Changes({ lines, look }: { lines: Line[]; look: (line: Line) => void }) {
  const t = useOwnWords(own);
  return (
    <>
      <strong>{t.changes}</strong>
      {lines.length === 0 && <p>–</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id}><Button variant="link" isInline onClick={() => look(line)}><When at={line.at} /> {line.kind} {line.cause}</Button></li>
        ))}
      </ul>
    </>
  );
}
