import { Alert, Button, EmptyState, Label, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Source {
  source: string;
  state: string;
  problem?: string;
  lagSeconds?: number;
  appliedAt?: string;
  applied: number;
  waiting: number;
  slotState: string;
  slotBytes: number;
  tables: { table: string; state: string; rowsRead: number; rowsAbout: number; notice?: string }[];
}

interface Progress {
  items: Source[];
  mappingProblems: string[];
}

interface Drift {
  at: string;
  source: string;
  table: string;
  rowsSource: number;
  rowsHub: number;
  differing: number;
  missing: number;
  vanished: number;
  repaired: number;
  problem?: string;
}

/** How far legacy systems are followed, what their slots cost them, and what the last comparison found. */
export default function SyncPage() {
  const words = useWords();
  const said = useOwnWords(own).sync;
  const progress = useQuery({ queryKey: ['/sync'], queryFn: () => read<Progress>('/sync'), refetchInterval: 5_000 });
  return (
    <Screen title={words.pages.sync}>
      <Answer query={progress}>
        {(all) => (
          <>
            {all.mappingProblems.map((problem) => <Alert key={problem} isInline variant="warning" title={said.problems}>{problem}</Alert>)}
            {all.items.length === 0 ? <EmptyState titleText={said.none} headingLevel="h2" /> : <Sources sources={all.items} />}
            {all.items.map((source) => <Tables key={source.source} source={source} />)}
          </>
        )}
      </Answer>
      <Comparison />
    </Screen>
  );
}

function Sources({ sources }: { sources: Source[] }) {
  const words = useWords();
  const said = useOwnWords(own).sync;
  return (
    <Table aria-label={words.pages.sync} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="wrap">{words.pages.sync}</Th>
          <Th modifier="wrap">{words.state}</Th>
          <Th modifier="wrap">{said.lag}</Th>
          <Th modifier="wrap">{said.applied}</Th>
          <Th modifier="wrap">{said.waiting}</Th>
          <Th modifier="wrap">{said.slot}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {sources.map((each) => (
          <Tr key={each.source}>
            <Td>{each.source}</Td>
            <Td dataLabel={words.state}><Label color={each.problem ? 'red' : 'green'}>{each.state}</Label> {each.problem}</Td>
            <Td dataLabel={said.lag}>{each.lagSeconds === undefined ? '–' : `${each.lagSeconds} ${said.seconds}`}</Td>
            <Td dataLabel={said.applied}>{each.applied.toLocaleString()} <When at={each.appliedAt} /></Td>
            <Td dataLabel={said.waiting}>{each.waiting.toLocaleString()}</Td>
            <Td dataLabel={said.slot}>{each.slotState} · {(each.slotBytes / 1_048_576).toFixed(1)} MB {said.kept}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Tables({ source }: { source: Source }) {
  const words = useWords();
  const said = useOwnWords(own).sync;
  const title = `${said.tables} ${source.source}`;
  return (
    <>
      <Title headingLevel="h2">{title}</Title>
      <Table aria-label={title} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="wrap">{said.table}</Th>
            <Th modifier="wrap">{words.state}</Th>
            <Th modifier="wrap">{said.read}</Th>
            <Th modifier="wrap">{words.cause}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {source.tables.map((each) => (
            <Tr key={each.table}>
              <Td dataLabel={said.table}>{each.table}</Td>
              <Td dataLabel={words.state}>{each.state}</Td>
              <Td dataLabel={said.read}>{each.rowsRead.toLocaleString()} / {Math.max(each.rowsAbout, each.rowsRead).toLocaleString()}</Td>
              <Td dataLabel={words.cause}>{each.notice ?? '–'}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

function Comparison() {
  const words = useWords();
  const said = useOwnWords(own).sync;
  const queries = useQueryClient();
  const drift = useQuery({ queryKey: ['/sync/drift'], queryFn: () => read<Page<Drift>>('/sync/drift') });
  const compare = useMutation({ mutationFn: () => send('POST', '/sync/drift'), onSuccess: () => queries.invalidateQueries({ queryKey: ['/sync/drift'] }) });
  return (
    <>
      <Title headingLevel="h2">{said.drift}</Title>
      <Button variant="secondary" isLoading={compare.isPending} isDisabled={compare.isPending} onClick={() => compare.mutate()}>{said.compare}</Button>
      {compare.isError && <Problem error={compare.error} />}
      <Answer query={drift}>
        {(found) =>
          found.items.length === 0 ? (
            <Nothing />
          ) : (
            <Table aria-label={said.drift} variant="compact">
              <Thead>
                <Tr>
                  <Th modifier="wrap">{said.table}</Th>
                  <Th modifier="wrap">{words.at}</Th>
                  <Th modifier="wrap">{said.source}</Th>
                  <Th modifier="wrap">{said.hub}</Th>
                  <Th modifier="wrap">{said.differing}</Th>
                  <Th modifier="wrap">{said.missing}</Th>
                  <Th modifier="wrap">{said.vanished}</Th>
                  <Th modifier="wrap">{said.repaired}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {found.items.map((each) => (
                  <Tr key={each.source + each.table}>
                    <Td dataLabel={said.table}>{each.source}: {each.table} {each.problem && <Label color="red">{each.problem}</Label>}</Td>
                    <Td dataLabel={words.at}><When at={each.at} /></Td>
                    <Td dataLabel={said.source}>{each.rowsSource.toLocaleString()}</Td>
                    <Td dataLabel={said.hub}>{each.rowsHub.toLocaleString()}</Td>
                    <Td dataLabel={said.differing}>{each.differing > 0 ? <Label color="red">{each.differing}</Label> : 0}</Td>
                    <Td dataLabel={said.missing}>{each.missing}</Td>
                    <Td dataLabel={said.vanished}>{each.vanished}</Td>
                    <Td dataLabel={said.repaired}>{each.repaired}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Answer>
    </>
  );
}
