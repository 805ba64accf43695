import { Button, Label, TextInput, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Problem } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Version {
  version: number;
  active: boolean;
  formula: string;
  by: string;
  at: string;
  comment?: string;
  triedAt?: string;
}

interface Recompute {
  id: number;
  version: number;
  from: string;
  to: string;
  state: string;
  days: number;
  daysDone: number;
  error?: string;
}

/** The versions of one formula: try, publish, roll back, take out of force, and compute past days again. */
export function FormulaVersions({ id, from, to, tried, changed }: { id: string; from: string; to: string; tried: number; changed: () => void }) {
  const words = useWords();
  const t = useOwnWords(own);
  const path = `/formulas/${encodeURIComponent(id)}`;
  const versions = useQuery({ queryKey: [`${path}/versions`, tried], queryFn: () => read<Page<Version>>(`${path}/versions`) });
  const [comment, setComment] = useState('');
  const act = useMutation({
    mutationFn: async ({ verb, version }: { verb: string; version: number }) => {
      if (verb === 'retire') return send('DELETE', path);
      if (verb === 'try') return send('POST', `${path}/try`, { from, to, version });
      return send('POST', `${path}/${verb}`, { version, ...(comment && { comment }) });
    },
    onSuccess: () => {
      setComment('');
      changed();
    },
  });
  return (
    <>
      <Title headingLevel="h3">{t.versions}</Title>
      <TextInput className="hub-pick" aria-label={t.comment} placeholder={t.comment} value={comment} onChange={(_, value) => setComment(value)} />
      {act.isError && <Problem error={act.error} />}
      <Answer query={versions}>
        {(page) => {
          const inForce = page.items.find((each) => each.active)?.version;
          return (
            <Table aria-label={t.versions} variant="compact">
              <Thead>
                <Tr><Th>{t.version}</Th><Th>{t.formula}</Th><Th>{t.by}</Th><Th>{t.tried}</Th><Th screenReaderText={words.state} /></Tr>
              </Thead>
              <Tbody>
                {page.items.map((each) => (
                  <Tr key={each.version}>
                    <Td dataLabel={t.version}>{each.version} {each.active && <Label color="green" isCompact>{t.inForce}</Label>}</Td>
                    <Td dataLabel={t.formula}><code className="hub-mono">{each.formula}</code></Td>
                    <Td dataLabel={t.by}>{each.by} · <When at={each.at} />{each.comment && ` · ${each.comment}`}</Td>
                    <Td dataLabel={t.tried}><When at={each.triedAt} /></Td>
                    <Td><Steps version={each} inForce={inForce} busy={act.isPending} act={(verb) => act.mutate({ verb, version: each.version })} /></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          );
        }}
      </Answer>
      <PastDays path={path} from={from} to={to} />
    </>
  );
}

function Steps({ version, inForce, busy, act }: { version: Version; inForce?: number; busy: boolean; act: (verb: string) => void }) {
  const t = useOwnWords(own);
  const older = inForce !== undefined && version.version < inForce;
  const step = (verb: string, name: string) => <Button size="sm" variant="secondary" isDisabled={busy} onClick={() => act(verb)}>{name}</Button>;
  if (version.active) return step('retire', t.retire);
  return (
    <span className="hub-row">
      {step('try', t.tryOut)}
      {older ? step('rollback', t.rollBack) : step('publish', t.publish)}
    </span>
  );
}

function PastDays({ path, from, to }: { path: string; from: string; to: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const past = useQuery({ queryKey: [`${path}/recompute`], refetchInterval: 5_000, queryFn: () => read<Page<Recompute>>(`${path}/recompute`) });
  const again = useMutation({ mutationFn: () => send('POST', `${path}/recompute`, { from, to }), onSuccess: () => past.refetch() });
  return (
    <>
      <div className="hub-row"><Button variant="secondary" isDisabled={again.isPending} onClick={() => again.mutate()}>{t.recompute} ({from} – {to})</Button></div>
      {again.isError && <Problem error={again.error} />}
      {(past.data?.items.length ?? 0) > 0 && (
        <Table aria-label={t.recompute} variant="compact">
          <Thead><Tr><Th>{t.span}</Th><Th>{t.version}</Th><Th>{words.state}</Th><Th>{t.progress}</Th></Tr></Thead>
          <Tbody>
            {past.data!.items.slice(0, 10).map((each) => (
              <Tr key={each.id}>
                <Td dataLabel={t.span}>{each.from} – {each.to}</Td>
                <Td dataLabel={t.version}>{each.version}</Td>
                <Td dataLabel={words.state}>{each.state} {each.error}</Td>
                <Td dataLabel={t.progress}>{each.daysDone} / {each.days}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </>
  );
}
