import { Alert, Button, Card, CardBody, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, TextArea, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import { words as own } from './words';

export interface DeadLetter {
  id: string;
  at: string;
  stage: string;
  reason: string;
  route: string;
  device_id?: string;
  productId?: string;
  attempts: number;
  text?: string;
  payload?: string;
  problems: string[];
  headers?: Record<string, string>;
}

export interface RetryResult {
  matched: number;
  retried: number;
  dryRun: boolean;
  items?: { id: string; retried: boolean; problems: string[] }[];
}

/** One dead letter: why, from where, its payload to mend, a dry run, and the way back. */
export function Letter({ letter }: { letter: DeadLetter }) {
  const words = useWords();
  const said = useOwnWords(own).letters;
  const before = letter.text ?? letter.payload ?? '';
  const [text, setText] = useState(before);
  const [device, setDevice] = useState(letter.device_id ?? '');
  const queries = useQueryClient();
  const path = `/dead-letters/${encodeURIComponent(letter.id)}`;
  const again = () => queries.invalidateQueries({ queryKey: ['/dead-letters'] });
  const mend = useMutation({
    mutationFn: () => send('PUT', path, { ...(letter.text === undefined ? { payload: text } : { text }), device_id: device }),
    onSuccess: again,
  });
  const retry = useMutation({
    mutationFn: (dryRun: boolean) => send<RetryResult>('POST', `${path}/retry`, undefined, { dryRun }),
    onSuccess: (result) => !result.dryRun && again(),
  });
  const changed = text !== before || device !== (letter.device_id ?? '');
  return (
    <Card isPlain>
      <CardBody>
        <ul>{letter.problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
        <DescriptionList isCompact isHorizontal isFluid>
          {Object.entries({ [said.where]: `${letter.stage} / ${letter.route}`, [said.attempts]: letter.attempts, [said.trace]: letter.headers?.traceId ?? '–' }).map(([name, value]) => (
            <DescriptionListGroup key={name}>
              <DescriptionListTerm>{name}</DescriptionListTerm>
              <DescriptionListDescription className="hub-mono">{value}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
        <TextInput aria-label={said.device} value={device} onChange={(_, value) => setDevice(value)} className="hub-mono" />
        <TextArea aria-label={words.letters.payload} className="hub-mono" value={text} onChange={(_, value) => setText(value)} rows={4} resizeOrientation="vertical" />
        <Flex>
          <Button variant="secondary" onClick={() => mend.mutate()} isDisabled={!changed || mend.isPending}>{words.letters.mend}</Button>
          <Button variant="secondary" onClick={() => retry.mutate(true)} isDisabled={changed}>{said.one}</Button>
          <Button onClick={() => retry.mutate(false)} isDisabled={changed || retry.isPending}>{words.letters.retry}</Button>
        </Flex>
        {mend.isSuccess && !changed && <Alert isInline isPlain variant="success" title={said.saved} />}
        {mend.isError && <Problem error={mend.error} />}
        {retry.isError && <Problem error={retry.error} />}
        {retry.data && <Verdict result={retry.data} />}
      </CardBody>
    </Card>
  );
}

function Verdict({ result }: { result: RetryResult }) {
  const words = useWords();
  const said = useOwnWords(own).letters;
  if (!result.dryRun) return <Alert isInline variant="success" title={`${result.retried} ${words.letters.retried}`} />;
  const problems = result.items?.flatMap((item) => item.problems) ?? [];
  return problems.length === 0 ? (
    <Alert isInline variant="success" title={said.works} />
  ) : (
    <Alert isInline variant="warning" title={said.refused}>
      <ul>{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
    </Alert>
  );
}
