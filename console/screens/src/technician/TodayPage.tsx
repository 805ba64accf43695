import { Button, Card, CardBody, CardFooter, CardTitle, Checkbox, Flex, FormSelect, FormSelectOption, Label, Stack, StackItem, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { SeverityLabel } from '../shared/labels';
import { useLanguage, useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import type { DispatchOrder } from '../shared/types';
import type { Words } from '../shared/words';
import { When } from '../shared/When';

const ENDED = ['completed', 'cancelled'];

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

function steps(order: DispatchOrder, words: Words): [verb: string, name: string][] {
  if (order.stage === 'assigned' && !order.acceptedAt) return [['accept', words.dispatch.accept], ['decline', words.dispatch.decline]];
  if (order.stage === 'assigned' || order.stage === 'scheduled') return [['enroute', words.dispatch.enRoute]];
  return order.stage === 'enroute' ? [['start', words.dispatch.start]] : [];
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
          <Label variant="outline">{words.stages[order.stage]}</Label>
        </Flex>
        <p>{order.summary}</p>
        <p>{words.dispatch.due}: <When at={order.requestLate} /></p>
        {step.isError && <Problem error={step.error} />}
      </CardBody>
      <CardFooter>
        {order.stage === 'started' ? (
          <Completion complete={(body) => step.mutate({ verb: 'complete', body })} />
        ) : (
          <Flex>
            {steps(order, words).map(([verb, name]) => (
              <Button key={verb} size="lg" isDisabled={step.isPending} variant={verb === 'decline' ? 'secondary' : 'primary'} onClick={() => step.mutate({ verb, body: verb === 'decline' ? { reason: words.dispatch.declined } : {} })}>
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
  const { words, language } = useLanguage();
  const codes = useQuery({ queryKey: ['/resolution-codes'], queryFn: () => read<Page<{ code: string; en: string; ko: string }>>('/resolution-codes') });
  const [code, setCode] = useState('');
  const [text, setText] = useState('');
  const [repaired, setRepaired] = useState(true);
  return (
    <Stack hasGutter>
      <FormSelect aria-label={words.dispatch.resolution} value={code} onChange={(_, value) => setCode(value)}>
        <FormSelectOption value="" label={words.dispatch.resolution} isPlaceholder />
        {(codes.data?.items ?? []).map((each) => <FormSelectOption key={each.code} value={each.code} label={each[language]} />)}
      </FormSelect>
      <TextInput aria-label={words.alarm.comment} placeholder={words.alarm.comment} value={text} onChange={(_, value) => setText(value)} />
      <Checkbox id="repaired" label={words.dispatch.repaired} isChecked={repaired} onChange={(_, on) => setRepaired(on)} />
      <Button size="lg" isDisabled={!code || !text} onClick={() => complete({ end: new Date().toISOString(), resolutionCode: code, resolutionText: text, repaired })}>{words.dispatch.complete}</Button>
    </Stack>
  );
}
