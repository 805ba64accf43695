import { Alert, Button, Flex, Label, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Problem } from '../shared/Screen';
import { When } from '../shared/When';
import { PublishForm } from './PublishForm';
import { pathOf, useVersions, type RuleTable, type Version, type Versions } from './tables';
import { words as own } from './words';

const COLORS = { draft: 'grey', scheduled: 'blue', canary: 'orange', published: 'green', retired: 'grey' } as const;

/** Every version with what can be done with it, and who did what. */
export function VersionsTab({ table, open }: { table: RuleTable; open: (version: Version) => void }) {
  const versions = useVersions(table.name);
  return <Answer query={versions}>{(known) => <List table={table} versions={known} open={open} />}</Answer>;
}

function List({ table, versions, open }: { table: RuleTable; versions: Versions; open: (version: Version) => void }) {
  const words = useWords();
  const said = useOwnWords(own);
  const [compared, compare] = useFilter('diff');
  const [publishing, publish] = useFilter('publish');
  const queries = useQueryClient();
  const inForce = versions.items.find((version) => version.state === 'published');
  const act = useMutation({
    mutationFn: ({ verb, version }: { verb: string; version: number }) => send<Version>('POST', `${pathOf(table.name)}/${verb}`, { version }),
    onSettled: () => queries.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('/rule-tables') }),
  });
  const chosen = versions.items.find((version) => String(version.number) === publishing);
  return (
    <>
      {act.isError && <Problem error={act.error} />}
      {act.isSuccess && <Alert isInline variant="success" title={said.publish.done} />}
      {chosen && chosen.state !== 'published' && <PublishForm table={table} version={chosen} close={() => publish('')} />}
      {compared && inForce && <Difference name={table.name} before={inForce.number} after={Number(compared)} />}
      <Table aria-label={said.tabs.versions} variant="compact">
        <Thead>
          <Tr>
            <Th>{said.version}</Th>
            <Th>{words.state}</Th>
            <Th>{words.at}</Th>
            <Th>{said.by}</Th>
            <Th>{said.comment}</Th>
            <Th screenReaderText={said.open} />
          </Tr>
        </Thead>
        <Tbody>
          {versions.items.map((version) => (
            <Tr key={version.number}>
              <Td dataLabel={said.version}>{version.number} <Label variant="outline">{version.version}</Label></Td>
              <Td dataLabel={words.state}>
                <Label color={COLORS[version.state]}>{said.states[version.state]}{version.share ? ` ${version.share} %` : ''}</Label>
                {version.due && <> <When at={version.due} /></>}
                {version.state === 'draft' && version.triedAt && <> <Label color="green" variant="outline">{said.tried}</Label></>}
              </Td>
              <Td dataLabel={words.at}><When at={version.at} /></Td>
              <Td dataLabel={said.by}>{version.by}</Td>
              <Td dataLabel={said.comment}>{version.comment}</Td>
              <Td>
                <Flex columnGap={{ default: 'columnGapSm' }}>
                  <Button variant="link" isInline onClick={() => open(version)} aria-label={`${said.open} ${version.number}`}>{said.open}</Button>
                  {version.state !== 'published' && inForce && <Button variant="link" isInline onClick={() => compare(String(version.number))} aria-label={`${said.compare} ${version.number}`}>{said.compare}</Button>}
                  {['scheduled', 'canary'].includes(version.state) && <Button variant="link" isInline onClick={() => act.mutate({ verb: 'withdraw', version: version.number })}>{said.withdraw}</Button>}
                  {version.state === 'canary' && <Button variant="link" isInline onClick={() => act.mutate({ verb: 'publish', version: version.number })}>{said.promote}</Button>}
                  {version.state === 'draft' && !version.inForceSince && version.base === inForce?.number && <Button variant="link" isInline onClick={() => publish(String(version.number))} aria-label={`${said.publish.open} ${version.number}`}>{said.publish.open}</Button>}
                  {version.state !== 'published' && version.inForceSince && <Button variant="link" isInline onClick={() => act.mutate({ verb: 'rollback', version: version.number })} aria-label={`${said.rollBack} ${version.number}`}>{said.rollBack}</Button>}
                </Flex>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Title headingLevel="h2" size="lg">{said.history}</Title>
      <ul aria-label={said.history}>
        {versions.history.map((event, number) => (
          <li key={number}>
            <When at={event.at} /> {event.by}: {said.version} {event.number} {said.actions[event.action as keyof typeof said.actions] ?? event.action} {event.comment && `(${event.comment})`}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Diff {
  columns: string[];
  added: { row: number; name: string; cells: Record<string, string> }[];
  removed: { row: number; name: string; cells: Record<string, string> }[];
  changed: { name: string; heading: string; cell: string; before: string; after: string }[];
}

function Difference({ name, before, after }: { name: string; before: number; after: number }) {
  const words = useOwnWords(own);
  const path = `${pathOf(name)}/versions/${before}/diff/${after}`;
  const diff = useQuery({ queryKey: [path], queryFn: () => read<Diff>(path) });
  return (
    <Answer query={diff}>
      {(found) => (
        <section>
          <Title headingLevel="h2" size="lg">{words.version} {before} → {after}</Title>
          {found.changed.length + found.added.length + found.removed.length === 0 && <p>{words.noDifference}</p>}
          {found.changed.length > 0 && (
            <Table aria-label={words.changedCells} variant="compact">
              <Thead>
                <Tr>
                  <Th>{words.cell}</Th>
                  <Th>{words.beforeCell}</Th>
                  <Th>{words.afterCell}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {found.changed.map((cell) => (
                  <Tr key={cell.name + cell.heading}>
                    <Td>{cell.cell} {cell.name} · {cell.heading}</Td>
                    <Td dataLabel={words.beforeCell}><del>{cell.before}</del></Td>
                    <Td dataLabel={words.afterCell}><ins>{cell.after}</ins></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
          <Rows title={words.addedRows} rows={found.added} />
          <Rows title={words.removedRows} rows={found.removed} />
        </section>
      )}
    </Answer>
  );
}

function Rows({ title, rows }: { title: string; rows: Diff['added'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <Title headingLevel="h3">{title}</Title>
      <ul>
        {rows.map((row) => (
          <li key={row.row + row.name}>
            <strong>{row.name}</strong>: {Object.entries(row.cells).map(([heading, cell]) => `${heading} ${cell}`).join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}
