import { Alert, Button, Card, CardBody, CardFooter, CardTitle, Flex, Label, Stack, StackItem } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read } from '../shared/api';
import { SeverityLabel } from '../shared/labels';
import { useOwnWords, useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen, Stale } from '../shared/Screen';
import { byUrgency } from '../shared/sla';
import type { DispatchOrder } from '../shared/types';
import type { Words } from '../shared/words';
import { When } from '../shared/When';
import { Completion, useResolutionCodes } from './Completion';
import type { Letter } from './outbox';
import { useOutbox } from './useOutbox';
import { words as own } from './words';

const ENDED = ['completed', 'cancelled'];
const LEADS_TO: Record<string, DispatchOrder['stage']> = { enroute: 'enroute', start: 'started', complete: 'completed', decline: 'cancelled' };

/** The technician's day on a phone: one card for each visit, with the one or two steps that come next, whatever the connection. */
export default function TodayPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const orders = usePages<DispatchOrder>('/dispatch-orders', { mine: true, limit: 100 }, 30_000);
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['/dispatch-orders'] });
  const { fresh } = useLive<DispatchOrder>(['dispatches'], again, again);
  useResolutionCodes();
  const { letters, taken, online, post, forget, settle } = useOutbox(again);
  useEffect(settle, [orders.dataUpdatedAt, settle]);
  const open = orders.items.map((order) => ahead(order, [...taken, ...letters])).filter((order) => !ENDED.includes(order.stage)).sort(byUrgency(Date.now()));
  return (
    <Screen title={words.pages.today}>
      <div role="status" className="hub-notes">
        {!online && <Alert isInline variant="warning" title={t.offline} />}
        {letters.filter((letter) => letter.refused).map((letter) => (
          <Alert key={letter.key} isInline variant="danger" title={`${t.refused} ${letter.order} ${letter.verb}`} actionLinks={<Button variant="link" isInline onClick={() => forget(letter)}>{t.forget}</Button>}>
            {letter.refused}
          </Alert>
        ))}
      </div>
      {online && orders.isSuccess && <Stale fresh={fresh} />}
      {orders.isError && online && <Problem error={orders.error} retry={() => orders.refetch()} />}
      {orders.isSuccess && open.length === 0 && <Nothing />}
      <Stack hasGutter>
        {open.map((order) => (
          <StackItem key={order.id}><Visit order={order} waits={letters.some((letter) => letter.order === order.id)} post={post} /></StackItem>
        ))}
      </Stack>
    </Screen>
  );
}

/** The order as it will be when what waits has been sent: the technician goes on without waiting. */
function ahead(order: DispatchOrder, letters: Letter[]): DispatchOrder {
  return letters
    .filter((letter) => letter.order === order.id && !letter.refused)
    .reduce((now, letter) => (letter.verb === 'accept' ? { ...now, acceptedAt: now.acceptedAt ?? 'soon' } : { ...now, stage: LEADS_TO[letter.verb] ?? now.stage }), order);
}

function steps(order: DispatchOrder, words: Words): [verb: string, name: string][] {
  if (order.stage === 'assigned' && !order.acceptedAt) return [['accept', words.dispatch.accept], ['decline', words.dispatch.decline]];
  if (order.stage === 'assigned' || order.stage === 'scheduled') return [['enroute', words.dispatch.enRoute]];
  return order.stage === 'enroute' ? [['start', words.dispatch.start]] : [];
}

function Visit({ order, waits, post }: { order: DispatchOrder; waits: boolean; post: (letter: Letter) => Promise<void> }) {
  const words = useWords();
  const t = useOwnWords(own);
  const step = (verb: string, body: Record<string, unknown> = {}, photos: Blob[] = []) => post({ order: order.id, verb, body: timed(verb, body), photos });
  return (
    <Card>
      <CardTitle component="h2">{order.device_id}</CardTitle>
      <CardBody>
        <Flex>
          <SeverityLabel severity={order.severity} />
          <Label variant="outline">{words.stages[order.stage]}</Label>
          {waits && <Label color="orange">{t.waiting}</Label>}
        </Flex>
        <p>{order.summary}</p>
        <p>{words.dispatch.due}: <When at={order.requestLate} /></p>
        <Place id={order.id} />
      </CardBody>
      <CardFooter>
        {order.stage === 'started' ? (
          <Completion complete={(body, photos) => step('complete', body, photos)} />
        ) : (
          <Flex>
            {steps(order, words).map(([verb, name]) => (
              <Button key={verb} size="lg" variant={verb === 'decline' ? 'secondary' : 'primary'} onClick={() => step(verb, verb === 'decline' ? { reason: words.dispatch.declined } : {})}>
                {name}
              </Button>
            ))}
          </Flex>
        )}
      </CardFooter>
    </Card>
  );
}

/** Work began when the button was pressed, not when the connection came back. */
function timed(verb: string, body: Record<string, unknown>): Record<string, unknown> {
  return verb === 'start' ? { at: new Date().toISOString(), ...body } : body;
}

interface Whereabouts {
  site?: { name?: string; address?: string; city?: string };
  customer?: { name?: string };
}

/** Where to go, as the order's details say, and a link that the phone's own maps answer. */
function Place({ id }: { id: string }) {
  const t = useOwnWords(own);
  const path = `/dispatch-orders/${encodeURIComponent(id)}`;
  const order = useQuery({ queryKey: [path], staleTime: 300_000, queryFn: () => read<Whereabouts>(path) });
  const { site, customer } = order.data ?? {};
  const address = [site?.address, site?.city].filter(Boolean).join(', ');
  const told = [customer?.name, site?.name, address].filter(Boolean).join(', ');
  if (!told) return null;
  return <p>{told} {address && <a href={`geo:0,0?q=${encodeURIComponent(address)}`}>{t.map}</a>}</p>;
}
