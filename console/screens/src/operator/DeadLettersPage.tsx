import { Alert, Button, Card, CardBody, Flex, FlexItem, FormSelect, FormSelectOption, TextArea } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { send } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';

interface DeadLetter {
  id: string;
  at: string;
  stage: string;
  reason: string;
  route: string;
  device_id: string;
  productId: string;
  attempts: number;
  text?: string;
  payload?: string;
  problems?: { field?: string; message: string }[];
}

interface RetryResult {
  matched: number;
  retried: number;
  dryRun: boolean;
}

/** What the hub could not take, by its cause: look, mend, try, give back. */
export default function DeadLettersPage() {
  const words = useWords();
  const [reason, setReason] = useFilter('reason');
  const letters = usePages<DeadLetter>('/dead-letters', { reason, limit: 100 });
  const queries = useQueryClient();
  const many = useMutation({
    mutationFn: (dryRun: boolean) => send<RetryResult>('POST', '/dead-letters/retry', undefined, { reason, dryRun }),
    onSuccess: (result) => !result.dryRun && queries.invalidateQueries({ queryKey: ['/dead-letters'] }),
  });
  const reasons = useMemo(() => [...new Set([reason, ...letters.items.map((letter) => letter.reason)])].filter(Boolean), [letters.items, reason]);
  return (
    <Screen title={words.pages.deadLetters}>
      <Flex>
        <FlexItem>
          <FormSelect aria-label={words.letters.byReason} value={reason} onChange={(_, value) => setReason(value)}>
            <FormSelectOption value="" label={`${words.letters.reason}: ${words.all}`} />
            {reasons.map((each) => <FormSelectOption key={each} value={each} label={each} />)}
          </FormSelect>
        </FlexItem>
        <Button variant="secondary" onClick={() => many.mutate(true)}>{words.letters.dryRun}</Button>
        <Button onClick={() => many.mutate(false)}>{words.letters.retryAll}</Button>
      </Flex>
      {many.isError && <Problem error={many.error} />}
      {many.data && (
        <Alert
          isInline
          variant="info"
          title={`${many.data.retried} / ${many.data.matched} ${many.data.dryRun ? words.letters.wouldDecode : words.letters.retried}`}
        />
      )}
      {letters.isError && <Problem error={letters.error} />}
      {letters.isSuccess && letters.items.length === 0 && <Nothing />}
      {letters.items.length > 0 && <Letters letters={letters.items} />}
      {letters.hasNextPage && <Button variant="link" onClick={() => letters.fetchNextPage()}>{words.more}</Button>}
    </Screen>
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
          <Th>{words.at}</Th>
          <Th>{words.letters.reason}</Th>
          <Th>{words.device}</Th>
          <Th>{words.cause}</Th>
        </Tr>
      </Thead>
      {letters.map((letter, number) => (
        <Tbody key={letter.id} isExpanded={open === letter.id}>
          <Tr>
            <Td expand={{ rowIndex: number, isExpanded: open === letter.id, onToggle: () => setOpen(open === letter.id ? '' : letter.id) }} />
            <Td dataLabel={words.at}><When at={letter.at} /></Td>
            <Td dataLabel={words.letters.reason}>{letter.reason}</Td>
            <Td dataLabel={words.device}>{letter.device_id || '–'}</Td>
            <Td dataLabel={words.cause}>{letter.problems?.map((problem) => problem.message).join('; ')}</Td>
          </Tr>
          {open === letter.id && (
            <Tr isExpanded>
              <Td colSpan={5}><ExpandableRowContent><Letter letter={letter} /></ExpandableRowContent></Td>
            </Tr>
          )}
        </Tbody>
      ))}
    </Table>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const words = useWords();
  const [text, setText] = useState(letter.text ?? letter.payload ?? '');
  const queries = useQueryClient();
  const path = `/dead-letters/${encodeURIComponent(letter.id)}`;
  const asText = letter.text !== undefined;
  const mend = useMutation({ mutationFn: () => send('PUT', path, asText ? { text } : { payload: text }) });
  const retry = useMutation({
    mutationFn: () => send<RetryResult>('POST', `${path}/retry`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/dead-letters'] }),
  });
  return (
    <Card isPlain>
      <CardBody>
        <TextArea aria-label={words.letters.payload} className="hub-mono" value={text} onChange={(_, value) => setText(value)} rows={4} resizeOrientation="vertical" />
        <Flex>
          <Button variant="secondary" onClick={() => mend.mutate()} isDisabled={text === (letter.text ?? letter.payload)}>{words.letters.mend}</Button>
          <Button onClick={() => retry.mutate()}>{words.letters.retry}</Button>
        </Flex>
        {mend.isError && <Problem error={mend.error} />}
        {retry.isError && <Problem error={retry.error} />}
      </CardBody>
    </Card>
  );
}
