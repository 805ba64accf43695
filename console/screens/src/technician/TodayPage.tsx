import { Button, Card, CardBody, CardFooter, CardTitle, Checkbox, Flex, FormSelect, FormSelectOption, Label, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { SeverityLabel } from '../shared/labels';
import { useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import type { DispatchOrder } from '../shared/types';
import type { Words } from '../shared/words';
import { When } from '../shared/When';

const ENDED = ['completed', 'cancelled', 'closed'];

/** The technician's day on a phone: one card for each visit, with the one or two steps that come next. */
export default function TodayPage() {
  const words = useWords();
  const orders = usePages<DispatchOrder>('/dispatch-orders', { mine: true, limit: 100 }, 30_000);
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['/dispatch-orders'] });
  useLive<DispatchOrder>(['dispatches'], again, again);
  const open = orders.items.filter((order) => !ENDED.includes(order.stage));
  return (
    <Screen title={words.pages.today}>
      {orders.isError && <Problem error={orders.error} retry={() => orders.refetch()} />}
      {orders.isSuccess && open.length === 0 && <Nothing />}
      <Stack hasGutter>
        {open.map((order) => (
          <StackItem key={order.id}><Visit order={order} changed={again} /></StackItem>
        ))}
      </Stack>
    </Screen>
  );
}

function steps(stage: string, words: Words): [verb: string, name: string][] {
  switch (stage) {
    case 'assigned':
      return [['accept', words.dispatch.accept], ['decline', words.dispatch.decline]];
    case 'accepted':
    case 'scheduled':
      return [['en-route', words.dispatch.enRoute]];
    case 'en_route':
      return [['start', words.dispatch.start]];
    default:
      return [];
  }
}

function Visit({ order, changed }: { order: DispatchOrder; changed: () => void }) {
  const words = useWords();
  const step = useMutation({
    mutationFn: ({ verb, body }: { verb: string; body: object }) =>
      send('POST', `/dispatch-orders/${encodeURIComponent(order.id)}/${verb}`, { version: order.version, ...body }),
    onSuccess: changed,
  });
  return (
    <Card>
      <CardTitle component="h2">{order.device_id}</CardTitle>
      <CardBody>
        <Flex>
          <SeverityLabel severity={order.severity} />
          <Label variant="outline">{order.stage.replaceAll('_', ' ')}</Label>
        </Flex>
        <p>{order.summary}</p>
        <p>{words.since}: <When at={order.requestedAt} /></p>
        {step.isError && <Problem error={step.error} />}
      </CardBody>
      <CardFooter>
        {order.stage === 'in_progress' || order.stage === 'started' ? (
          <Completion complete={(body) => step.mutate({ verb: 'complete', body })} />
        ) : (
          <Flex>
            {steps(order.stage, words).map(([verb, name]) => (
              <Button key={verb} size="lg" isDisabled={step.isPending} variant={verb === 'decline' ? 'secondary' : 'primary'} onClick={() => step.mutate({ verb, body: {} })}>
                {name}
              </Button>
            ))}
          </Flex>
        )}
      </CardFooter>
    </Card>
  );
}

function Completion({ complete }: { complete: (body: object) => void }) {
  const words = useWords();
  const codes = useQuery({ queryKey: ['/resolution-codes'], queryFn: () => read<Page<{ code: string; text?: string }>>('/resolution-codes') });
  const [code, setCode] = useState('');
  const [text, setText] = useState('');
  const [repaired, setRepaired] = useState(true);
  return (
    <Stack hasGutter>
      <FormSelect aria-label={words.dispatch.resolution} value={code} onChange={(_, value) => setCode(value)}>
        <FormSelectOption value="" label={words.dispatch.resolution} isPlaceholder />
        {(codes.data?.items ?? []).map((each) => <FormSelectOption key={each.code} value={each.code} label={each.text ?? each.code} />)}
      </FormSelect>
      <TextInput aria-label={words.alarm.comment} placeholder={words.alarm.comment} value={text} onChange={(_, value) => setText(value)} />
      <Checkbox id="repaired" label={words.dispatch.repaired} isChecked={repaired} onChange={(_, on) => setRepaired(on)} />
      <Button size="lg" isDisabled={!code} onClick={() => complete({ resolutionCode: code, resolutionText: text, repaired })}>{words.dispatch.complete}</Button>
    </Stack>
  );
}
