import { Card, CardBody, CardTitle, Label, Title } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { SeverityLabel } from '../shared/labels';
import { useOwnWords, useWords } from '../shared/language';
import { Nothing, Problem, Screen, Stale } from '../shared/Screen';
import { byUrgency, duration, slaOf, type Sla } from '../shared/sla';
import type { DispatchOrder } from '../shared/types';
import { useVisits } from '../shared/visits';
import { When } from '../shared/When';
import { words as own } from './words';

const STAGES: DispatchOrder['stage'][] = ['new', 'confirmed', 'requested', 'assigned', 'scheduled', 'enroute', 'started', 'completed', 'cancelled'];
const COLOUR = { late: 'red', soon: 'orange', inTime: 'green', done: 'grey' } as const;
const MINUTE_MS = 60_000;

/** Visits as cards in the column of their stage, the most urgent first, each with what is left of its time. */
export default function DispatchPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const { orders, fresh } = useVisits();
  const now = useNow();
  const counts = { late: 0, soon: 0, inTime: 0, done: 0 };
  orders.items.forEach((order) => counts[slaOf(order, now)]++);
  const stages = STAGES.filter((stage) => orders.items.some((order) => order.stage === stage));
  return (
    <Screen title={words.pages.dispatch} beside={<>{(['late', 'soon', 'inTime'] as Sla[]).map((each) => <Label key={each} color={COLOUR[each]}>{t[each]}: {counts[each]}</Label>)}</>}>
      {orders.isSuccess && <Stale fresh={fresh} />}
      {orders.isError && <Problem error={orders.error} retry={() => orders.refetch()} />}
      {orders.isSuccess && orders.items.length === 0 && <Nothing />}
      <div className="hub-board" role="region" aria-label={words.pages.dispatch} tabIndex={0}>
        {stages.map((stage) => {
          const here = orders.items.filter((order) => order.stage === stage).sort(byUrgency(now));
          return (
            <section key={stage} aria-label={words.stages[stage]}>
              <Title headingLevel="h2" size="md">{words.stages[stage]} ({here.length})</Title>
              {here.map((order) => <Visit key={order.id} order={order} now={now} />)}
            </section>
          );
        })}
      </div>
    </Screen>
  );
}

/** The time, told anew every minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(clock);
  }, []);
  return now;
}

function Visit({ order, now }: { order: DispatchOrder; now: number }) {
  const words = useWords();
  const t = useOwnWords(own);
  const sla = slaOf(order, now);
  const left = order.requestLate ? Date.parse(order.requestLate) - now : 0;
  const units = { days: t.days, hours: t.hours, minutes: words.kpi.minutes };
  return (
    <Card isCompact>
      <CardTitle component="h3">{order.device_id}</CardTitle>
      <CardBody>
        <SeverityLabel severity={order.severity} />{' '}
        {sla !== 'done' && order.requestLate && <Label color={COLOUR[sla]}>{left < 0 ? `${t.lateBy} ${duration(left, units)}` : `${duration(left, units)} ${t.left}`}</Label>}
        <p>{order.summary}</p>
        <p>{words.dispatch.technician}: {order.technician ?? order.waiting ?? words.dispatch.waiting}</p>
        <p>{words.dispatch.due}: <When at={order.requestLate} /></p>
      </CardBody>
    </Card>
  );
}
