import { Alert, Button, Flex, FormGroup, FormSelect, FormSelectOption, Label, Progress, TextInput, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import type { Severity } from '../shared/types';
import { When } from '../shared/When';
import { pathOf, type RuleTable } from './tables';
import { words as own } from './words';

interface Finding {
  device_id: string;
  rule: string;
  severity: Severity;
  raisedAt: string;
  clearedAt?: string;
  text: string;
}

interface Backtest {
  id: number;
  number: number;
  against: number;
  from: string;
  to: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  by: string;
  at: string;
  deviceCount: number;
  devicesDone: number;
  readings: number;
  error?: string;
  result?: {
    rules: { rule: string; before: number; after: number; same: number; changed: number; added: number; lost: number }[];
    added: Finding[];
    lost: Finding[];
    complete: boolean;
  };
}

const HOURS: Record<string, number> = { day: 24, days3: 72, week: 168 };

/** Judges the past by a kept version: which alarms would be new, which would be lost. */
export function BacktestTab({ table }: { table: RuleTable }) {
  const words = useOwnWords(own);
  const [chosen, choose] = useFilter('backtest');
  const path = `${pathOf(table.name)}/backtest`;
  const list = useQuery({ queryKey: [path], queryFn: () => read<Page<Backtest>>(path), refetchInterval: 5_000 });
  return (
    <>
      <p>{words.backtest.about}</p>
      {table.state === 'published' ? <Alert isInline variant="info" title={words.backtest.needsDraft} /> : <Wish table={table} begun={(test) => choose(String(test.id))} />}
      {chosen && <Shown key={chosen} path={`${path}/${chosen}`} />}
      <Table aria-label={words.tabs.backtest} variant="compact">
        <Tbody>
          {(list.data?.items ?? []).map((test) => (
            <Tr key={test.id}>
              <Td><Button variant="link" isInline onClick={() => choose(String(test.id))}>{words.version} {test.number} / {test.against}</Button></Td>
              <Td><When at={test.from} /> – <When at={test.to} /></Td>
              <Td>{words.backtest.states[test.state]}</Td>
              <Td>{test.by}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function Wish({ table, begun }: { table: RuleTable; begun: (test: Backtest) => void }) {
  const words = useOwnWords(own);
  const [span, setSpan] = useState('day');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [devices, setDevices] = useState('');
  const [product, setProduct] = useState('');
  const path = `${pathOf(table.name)}/backtest`;
  const queries = useQueryClient();
  const wish = useMutation({
    mutationFn: () => {
      const until = span === 'own' && to ? new Date(to) : new Date();
      const since = span === 'own' && from ? new Date(from) : new Date(until.getTime() - (HOURS[span] ?? 24) * 3_600_000);
      const named = devices.split(',').map((each) => each.trim()).filter(Boolean);
      return send<Backtest>('POST', path, {
        version: table.number,
        from: since.toISOString(),
        to: until.toISOString(),
        ...(named.length > 0 ? { devices: named } : {}),
        ...(product.trim() ? { product: product.trim() } : {}),
      });
    },
    onSuccess: (test) => {
      queries.invalidateQueries({ queryKey: [path] });
      begun(test);
    },
  });
  return (
    <>
      <Flex alignItems={{ default: 'alignItemsFlexEnd' }}>
        <FormGroup label={words.backtest.span} fieldId="span">
          <FormSelect id="span" value={span} onChange={(_, value) => setSpan(value)}>
            {(['day', 'days3', 'week', 'own'] as const).map((each) => <FormSelectOption key={each} value={each} label={words.backtest[each]} />)}
          </FormSelect>
        </FormGroup>
        {span === 'own' && (
          <>
            <FormGroup label={words.backtest.from} fieldId="from"><TextInput id="from" type="datetime-local" value={from} onChange={(_, text) => setFrom(text)} /></FormGroup>
            <FormGroup label={words.backtest.to} fieldId="to"><TextInput id="to" type="datetime-local" value={to} onChange={(_, text) => setTo(text)} /></FormGroup>
          </>
        )}
        <FormGroup label={words.backtest.devices} fieldId="devices">
          <TextInput id="devices" value={devices} onChange={(_, text) => setDevices(text)} />
        </FormGroup>
        {!table.product && (
          <FormGroup label={words.backtest.product} fieldId="product">
            <TextInput id="product" value={product} onChange={(_, text) => setProduct(text)} />
          </FormGroup>
        )}
        <Button onClick={() => wish.mutate()} isDisabled={wish.isPending}>{words.backtest.start}</Button>
      </Flex>
      {wish.isError && <Problem error={wish.error} />}
    </>
  );
}

function Shown({ path }: { path: string }) {
  const words = useOwnWords(own);
  const queries = useQueryClient();
  const test = useQuery({
    queryKey: [path],
    queryFn: () => read<Backtest>(path),
    refetchInterval: (query) => (['waiting', 'running'].includes(query.state.data?.state ?? 'waiting') ? 1_000 : false),
  });
  const cancel = useMutation({
    mutationFn: () => send('DELETE', path),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  if (test.isError) return <Problem error={test.error} />;
  if (!test.data) return null;
  const { state, deviceCount, devicesDone, readings, error, result } = test.data;
  const going = state === 'waiting' || state === 'running';
  return (
    <section aria-live="polite">
      <Title headingLevel="h2" size="lg">
        {words.version} {test.data.number} / {test.data.against} <Label color={state === 'done' ? 'green' : state === 'failed' ? 'red' : 'blue'}>{words.backtest.states[state]}</Label>
      </Title>
      {going && (
        <>
          <Progress aria-label={words.backtest.running} value={devicesDone} max={Math.max(1, deviceCount)} title={`${devicesDone} / ${deviceCount} ${words.backtest.running}, ${readings} ${words.backtest.readings}`} />
          <Button variant="secondary" onClick={() => cancel.mutate()}>{words.backtest.cancel}</Button>
        </>
      )}
      {error && <Alert isInline variant="danger" title={error} />}
      {result && (
        <>
          <p>{devicesDone} {words.backtest.running}, {readings} {words.backtest.readings}</p>
          {!result.complete && <Alert isInline variant="warning" title={words.backtest.incomplete} />}
          <Rules rules={result.rules} />
          {result.added.length + result.lost.length === 0 && <Alert isInline variant="info" title={words.backtest.none} />}
          <Findings title={words.backtest.newAlarms} findings={result.added} />
          <Findings title={words.backtest.lostAlarms} findings={result.lost} />
        </>
      )}
    </section>
  );
}

function Rules({ rules }: { rules: NonNullable<Backtest['result']>['rules'] }) {
  const words = useOwnWords(own);
  const columns = ['before', 'after', 'same', 'changed', 'added', 'lost'] as const;
  return (
    <Table aria-label={words.tabs.backtest} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.ruleName}</Th>
          {columns.map((column) => <Th key={column}>{words.backtest[column]}</Th>)}
        </Tr>
      </Thead>
      <Tbody>
        {rules.map((rule) => (
          <Tr key={rule.rule}>
            <Td>{rule.rule}</Td>
            {columns.map((column) => <Td key={column} dataLabel={words.backtest[column]}>{rule[column]}</Td>)}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Findings({ title, findings }: { title: string; findings: Finding[] }) {
  const words = useWords();
  const said = useOwnWords(own);
  if (findings.length === 0) return null;
  return (
    <>
      <Title headingLevel="h3">{title}: {findings.length}</Title>
      <Table aria-label={title} variant="compact">
        <Thead>
          <Tr>
            <Th>{words.device}</Th>
            <Th>{words.rule}</Th>
            <Th>{words.severity}</Th>
            <Th>{words.since}</Th>
            <Th>{said.backtest.why}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {findings.map((finding) => (
            <Tr key={finding.device_id + finding.rule + finding.raisedAt}>
              <Td dataLabel={words.device}>{finding.device_id}</Td>
              <Td dataLabel={words.rule}>{finding.rule}</Td>
              <Td dataLabel={words.severity}>{words.severities[finding.severity]}</Td>
              <Td dataLabel={words.since}><When at={finding.raisedAt} /></Td>
              <Td dataLabel={said.backtest.why}>{finding.text}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
