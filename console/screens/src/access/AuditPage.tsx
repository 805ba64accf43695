import { Button, CodeBlock, CodeBlockCode, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, TextInput } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Answer, Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { words as said } from './words';

interface Line {
  id: string;
  at: string;
  who?: string;
  via?: string;
  address?: string;
  action: string;
  kind?: string;
  subject?: string;
  status: number;
  requestId?: string;
  request?: string;
  before?: string;
  after?: string;
}

/** Who changed what; every filter is in the address. */
export default function AuditPage() {
  const words = useWords();
  const own = useOwnWords(said);
  const [who, setWho] = useFilter('who');
  const [action, setAction] = useFilter('action');
  const [subject, setSubject] = useFilter('subject');
  const [open, setOpen] = useFilter('open');
  const lines = usePages<Line>('/audit', { who, action, subject, limit: 50 });
  return (
    <Screen title={words.pages.audit}>
      <Flex>
        <TextInput aria-label={own.who} placeholder={own.who} value={who} onChange={(_, value) => setWho(value)} />
        <TextInput aria-label={own.action} placeholder={own.action} value={action} onChange={(_, value) => setAction(value)} />
        <TextInput aria-label={own.thing} placeholder={own.thing} value={subject} onChange={(_, value) => setSubject(value)} />
      </Flex>
      {lines.isError && <Problem error={lines.error} />}
      {lines.isSuccess && lines.items.length === 0 && <Nothing />}
      {lines.items.length > 0 && (
        <Table aria-label={words.pages.audit} variant="compact">
          <Thead>
            <Tr>
              <Th screenReaderText={own.show} />
              <Th>{words.at}</Th>
              <Th>{own.who}</Th>
              <Th>{own.what}</Th>
              <Th>{own.thing}</Th>
              <Th>{own.answer}</Th>
            </Tr>
          </Thead>
          {lines.items.map((line, number) => (
            <Tbody key={line.id} isExpanded={open === line.id}>
              <Tr>
                <Td expand={{ rowIndex: number, isExpanded: open === line.id, onToggle: () => setOpen(open === line.id ? '' : line.id) }} />
                <Td dataLabel={words.at}><When at={line.at} /></Td>
                <Td dataLabel={own.who}>{line.who}</Td>
                <Td dataLabel={own.what}>{line.action}</Td>
                <Td dataLabel={own.thing}>{[line.kind, line.subject].filter(Boolean).join(' / ')}</Td>
                <Td dataLabel={own.answer}>{line.status}</Td>
              </Tr>
              {open === line.id && (
                <Tr isExpanded>
                  <Td colSpan={6}><ExpandableRowContent><Whole id={line.id} /></ExpandableRowContent></Td>
                </Tr>
              )}
            </Tbody>
          ))}
        </Table>
      )}
      {lines.hasNextPage && <Button variant="link" onClick={() => lines.fetchNextPage()}>{words.more}</Button>}
    </Screen>
  );
}

function Whole({ id }: { id: string }) {
  const own = useOwnWords(said);
  const line = useQuery({ queryKey: ['/audit', id], queryFn: () => read<Line>(`/audit/${id}`) });
  return (
    <Answer query={line}>
      {(found) => (
        <DescriptionList isHorizontal>
          <Said term={own.from} text={`${found.address ?? ''} ${found.via ?? ''}`} />
          <Said term={own.requestId} text={found.requestId} />
          <Said term={own.request} json={found.request} text={own.nothingBefore} />
          <Said term={own.before} json={found.before} text={own.nothingBefore} />
          <Said term={own.after} json={found.after} text={own.nothingBefore} />
        </DescriptionList>
      )}
    </Answer>
  );
}

function Said({ term, text, json }: { term: string; text?: string; json?: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        {json ? <CodeBlock><CodeBlockCode>{indented(json)}</CodeBlockCode></CodeBlock> : text}
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
