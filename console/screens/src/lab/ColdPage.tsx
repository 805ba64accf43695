import { Alert, Button, ExpandableSection, Grid, GridItem, Switch, TextArea } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchFile, send } from '../shared/api';
import { save } from '../shared/file';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Problem, Screen } from '../shared/Screen';
import { askCold, useColdTables, type ColdAnswer } from './columns';
import { ResultChart } from './ResultChart';
import { words as own } from './words';

const EXAMPLE = `SELECT date_trunc('hour', device_timestamp) AS hour, product_id, count(*) AS readings
FROM telemetry
GROUP BY ALL
ORDER BY hour DESC
LIMIT 200`;
const SHOWN = 500;

/** Read-only SQL over the cold store: a query that can be cancelled, its rows as table and chart, and exports. */
export default function ColdPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [linked, link] = useFilter('sql');
  const [sql, type] = useState(linked || EXAMPLE);
  const [queryId, setQueryId] = useState('');
  const begin = () => {
    const id = `lab-${crypto.randomUUID()}`;
    setQueryId(id);
    link(sql);
    return id;
  };
  const query = useMutation({ mutationFn: () => askCold({ sql, queryId: begin() }) });
  const exported = useMutation({
    mutationFn: async (format: 'csv' | 'parquet') =>
      save(`cold.${format}`, await fetchFile('POST', '/cold/query', { sql, queryId: begin(), format })),
  });
  const cancel = useMutation({ mutationFn: () => send('DELETE', `/cold/queries/${queryId}`) });
  const busy = query.isPending || exported.isPending;
  return (
    <Screen title={words.pages.coldSql}>
      <Grid hasGutter>
        <GridItem lg={9}>
          <TextArea className="hub-mono" aria-label={t.sql} value={sql} onChange={(_, text) => type(text)} rows={8} resizeOrientation="vertical" spellCheck={false} />
          <p className="hub-subtle">{t.limits}</p>
          <div className="hub-row">
            <Button isLoading={query.isPending} isDisabled={busy || !sql.trim()} onClick={() => query.mutate()}>{query.isPending ? t.running : t.run}</Button>
            <Button variant="secondary" isDanger isDisabled={!busy || cancel.isPending} onClick={() => cancel.mutate()}>{t.cancel}</Button>
            <Button variant="secondary" isDisabled={busy || !sql.trim()} onClick={() => exported.mutate('csv')}>CSV</Button>
            <Button variant="secondary" isDisabled={busy || !sql.trim()} onClick={() => exported.mutate('parquet')}>Parquet</Button>
          </div>
          <div aria-live="polite">
            {query.isError && <Problem error={query.error} />}
            {exported.isError && <Problem error={exported.error} />}
            {cancel.isError && <Problem error={cancel.error} />}
            {query.data && <Result key={query.data.queryId} answer={query.data} />}
          </div>
        </GridItem>
        <GridItem lg={3}><Tables /></GridItem>
      </Grid>
    </Screen>
  );
}

function Tables() {
  const t = useOwnWords(own);
  const tables = useColdTables();
  return (
    <Answer query={tables}>
      {(page) => (
        <>
          {page.items.map((table) => (
            <ExpandableSection key={table.name} toggleText={`${table.name} (${table.rows.toLocaleString()} ${t.rows})`}>
              <ul className="hub-mono">
                {table.columns.map((column) => <li key={column.name}>{column.name} <span className="hub-subtle">{column.type}</span></li>)}
              </ul>
            </ExpandableSection>
          ))}
        </>
      )}
    </Answer>
  );
}

function Result({ answer }: { answer: ColdAnswer }) {
  const t = useOwnWords(own);
  const [charted, setCharted] = useState(false);
  return (
    <>
      <div className="hub-row">
        <span>{answer.rowCount.toLocaleString()} {t.rows}{answer.millis !== undefined && ` · ${answer.millis} ms`}</span>
        <Switch label={t.asChart} isChecked={charted} onChange={(_, on) => setCharted(on)} />
      </div>
      {answer.truncated && <Alert isInline isPlain variant="info" title={t.more} />}
      {charted && <ResultChart answer={answer} />}
      <div className="hub-scroll" role="region" aria-label={t.rows} tabIndex={0}>
        <Table aria-label={t.rows} variant="compact" gridBreakPoint="">
          <Thead><Tr>{answer.columns.map((column) => <Th key={column.name}>{column.name}</Th>)}</Tr></Thead>
          <Tbody>
            {answer.rows.slice(0, SHOWN).map((row, number) => (
              <Tr key={number}>{row.map((value, at) => <Td key={at}>{text(value)}</Td>)}</Tr>
            ))}
          </Tbody>
        </Table>
      </div>
    </>
  );
}

const text = (value: unknown) => (value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));
