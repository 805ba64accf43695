import { Alert, Button, Flex, Label, Title } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { send } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { Letter, type DeadLetter, type RetryResult } from './Letter';
import { LetterGroups, type Cause } from './LetterGroups';
import { words as own } from './words';

/** What the hub could not take: by cause first, then the letters of one cause to look at, mend, try and give back. */
export default function DeadLettersPage() {
  const words = useWords();
  const said = useOwnWords(own).letters;
  const [search, setSearch] = useSearchParams();
  const cause: Cause = { reason: search.get('reason') ?? '', route: search.get('route') ?? '', product: search.get('product') ?? '' };
  const chosen = cause.reason !== '' || cause.route !== '' || cause.product !== '';
  const choose = (next: Cause) => setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')));
  return (
    <Screen title={words.pages.deadLetters}>
      <Title headingLevel="h2">{said.groups}</Title>
      <LetterGroups choose={choose} />
      {chosen && (
        <>
          <Flex>
            {Object.values(cause).filter(Boolean).map((each) => <Label key={each} color="orange">{each}</Label>)}
            <Button variant="link" onClick={() => setSearch({})}>{said.everything}</Button>
          </Flex>
          <OfCause cause={cause} key={Object.values(cause).join(' ')} />
        </>
      )}
    </Screen>
  );
}

function OfCause({ cause }: { cause: Cause }) {
  const words = useWords();
  const letters = usePages<DeadLetter>('/dead-letters', { ...cause, limit: 100 });
  const queries = useQueryClient();
  const many = useMutation({
    mutationFn: (dryRun: boolean) => send<RetryResult>('POST', '/dead-letters/retry', undefined, { ...cause, dryRun }),
    onSuccess: (result) => !result.dryRun && queries.invalidateQueries({ queryKey: ['/dead-letters'] }),
  });
  return (
    <>
      <Flex>
        <Button variant="secondary" isLoading={many.isPending} onClick={() => many.mutate(true)}>{words.letters.dryRun}</Button>
        <Button isDisabled={many.isPending} onClick={() => many.mutate(false)}>{words.letters.retryAll}</Button>
      </Flex>
      {many.isError && <Problem error={many.error} />}
      {many.data && (
        <Alert
          isInline
          variant={many.data.retried > 0 ? 'success' : 'warning'}
          title={`${many.data.retried} / ${many.data.matched} ${many.data.dryRun ? words.letters.wouldDecode : words.letters.retried}`}
        >
          {[...new Set(many.data.items?.flatMap((item) => item.problems))].slice(0, 5).map((problem) => <p key={problem}>{problem}</p>)}
        </Alert>
      )}
      {letters.isError && <Problem error={letters.error} />}
      {letters.isSuccess && letters.items.length === 0 && <Nothing />}
      {letters.items.length > 0 && <Letters letters={letters.items} />}
      {letters.hasNextPage && <Button variant="link" onClick={() => letters.fetchNextPage()}>{words.more}</Button>}
    </>
  );
}

function Letters({ letters }: { letters: DeadLetter[] }) {
  const words = useWords();
  const [open, setOpen] = useState('');
  return (
    <Table aria-label={words.pages.deadLetters} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={words.letters.payload} />
          <Th modifier="wrap">{words.at}</Th>
          <Th modifier="wrap">{words.letters.reason}</Th>
          <Th modifier="wrap">{words.device}</Th>
          <Th modifier="wrap">{words.cause}</Th>
        </Tr>
      </Thead>
      {letters.map((letter, number) => (
        <Tbody key={letter.id} isExpanded={open === letter.id}>
          <Tr>
            <Td expand={{ rowIndex: number, isExpanded: open === letter.id, onToggle: () => setOpen(open === letter.id ? '' : letter.id) }} />
            <Td dataLabel={words.at}><When at={letter.at} /></Td>
            <Td dataLabel={words.letters.reason}>{letter.reason}</Td>
            <Td dataLabel={words.device}>{letter.device_id || '–'}</Td>
            <Td dataLabel={words.cause}>{letter.problems.join('; ')}</Td>
          </Tr>
          {open === letter.id && (
            <Tr isExpanded>
              <Td colSpan={5}><ExpandableRowContent><Letter letter={letter} key={letter.id + letter.payload} /></ExpandableRowContent></Td>
            </Tr>
          )}
        </Tbody>
      ))}
    </Table>
  );
}
