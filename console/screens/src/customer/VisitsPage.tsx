import { Card, CardBody, CardTitle, Gallery, Label } from '@patternfly/react-core';
import { useOwnWords, useWords } from '../shared/language';
import { Problem, Screen, Stale } from '../shared/Screen';
import { byUrgency } from '../shared/sla';
import { useVisits } from '../shared/visits';
import { When } from '../shared/When';
import { words as own } from './words';

/** Visits to the customer's devices: who comes, when, and how far they are. */
export default function VisitsPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const { orders, fresh } = useVisits();
  const inOrder = [...orders.items].sort(byUrgency(Date.now()));
  return (
    <Screen title={words.pages.visits}>
      {orders.isSuccess && <Stale fresh={fresh} />}
      {orders.isError && <Problem error={orders.error} retry={() => orders.refetch()} />}
      {orders.isSuccess && inOrder.length === 0 && <p>{t.noVisits}</p>}
      <Gallery hasGutter minWidths={{ default: '17rem' }}>
        {inOrder.map((order) => (
          <Card key={order.id} isCompact>
            <CardTitle component="h2">{order.device_id}</CardTitle>
            <CardBody>
              <Label variant="outline" color={order.stage === 'completed' ? 'green' : order.stage === 'cancelled' ? 'grey' : 'blue'}>{words.stages[order.stage]}</Label>
              <p>{order.summary}</p>
              <p>{t.technician}: {order.technician ?? words.dispatch.waiting}</p>
              <p>{order.scheduledStart ? t.planned : words.dispatch.due}: <When at={order.scheduledStart ?? order.requestLate} /></p>
            </CardBody>
          </Card>
        ))}
      </Gallery>
      {orders.hasNextPage && <p><button type="button" className="pf-v6-c-button pf-m-link" onClick={() => orders.fetchNextPage()}>{words.more}</button></p>}
    </Screen>
  );
}
