import { Button, Card, CardBody, CardTitle, Checkbox, Flex, Form, FormGroup, NumberInput, Radio, TextInput } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../shared/api';
import { useOwnWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import { pathOf, type RuleTable, type Version } from './tables';
import { words as own } from './words';

/** Puts a version in force: now, at a time, or for a share of the devices first. */
export function PublishForm({ table, version, close }: { table: RuleTable; version: Version; close: () => void }) {
  const words = useOwnWords(own);
  const [when, setWhen] = useState('now');
  const [at, setAt] = useState('');
  const [share, setShare] = useState(10);
  const [acceptRed, setAcceptRed] = useState(false);
  const [comment, setComment] = useState('');
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: () =>
      send<Version>('POST', `${pathOf(table.name)}/publish`, {
        version: version.number,
        comment,
        ...(acceptRed ? { acceptRed } : {}),
        ...(when === 'later' ? { at: new Date(at).toISOString() } : {}),
        ...(when === 'share' ? { share } : {}),
      }),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('/rule-tables') }),
  });
  return (
    <Card>
      <CardTitle>{words.publish.title} {version.number}</CardTitle>
      <CardBody>
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            publish.mutate();
          }}
        >
          <Radio id="now" name="when" label={words.publish.now} isChecked={when === 'now'} onChange={() => setWhen('now')} />
          <Radio id="later" name="when" label={words.publish.later} isChecked={when === 'later'} onChange={() => setWhen('later')} />
          {when === 'later' && <TextInput aria-label={words.publish.later} type="datetime-local" value={at} onChange={(_, text) => setAt(text)} isRequired />}
          {table.kind === 'alarm' && <Radio id="share" name="when" label={words.publish.share} isChecked={when === 'share'} onChange={() => setWhen('share')} />}
          {when === 'share' && (
            <NumberInput
              inputAriaLabel={words.publish.percent}
              value={share}
              min={1}
              max={99}
              unit="%"
              onMinus={() => setShare(Math.max(1, share - 5))}
              onPlus={() => setShare(Math.min(99, share + 5))}
              onChange={(event) => setShare(Math.min(99, Math.max(1, Number(event.currentTarget.value) || 1)))}
            />
          )}
          <Checkbox id="accept-red" label={words.publish.acceptRed} isChecked={acceptRed} onChange={(_, on) => setAcceptRed(on)} />
          <FormGroup label={words.comment} fieldId="publish-comment">
            <TextInput id="publish-comment" value={comment} onChange={(_, text) => setComment(text)} maxLength={1000} />
          </FormGroup>
          {publish.isError && <Problem error={publish.error} />}
          <Flex>
            <Button type="submit" isDisabled={publish.isPending || (when === 'later' && !at)}>{words.publish.go}</Button>
            <Button variant="link" onClick={close}>{words.backtest.cancel}</Button>
          </Flex>
        </Form>
      </CardBody>
    </Card>
  );
}
