import { Card, CardBody, CardTitle, Label, Title } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { SeverityLabel } from '../shared/labels';
import { useWords } from '../shared/language';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen, Stale } from '../shared/Screen';
import type { DispatchOrder } from '../shared/types';
import { When } from '../shared/When';

/** Visits as cards in the column of their stage, the latest deadline first. */
export default function DispatchPage() {
  const words = useWords();
  const orders = usePages<DispatchOrder>('/dispatch-orders', { limit: 200 }, 30_000);
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['/dispatch-orders'] });
  const { fresh } = useLive<DispatchOrder>(['dispatches'], again, again);
  const stages = [...new Set(orders.items.map((order) => order.stage))];
  return (
    <Screen title={words.pages.dispatch}>
      {orders.isSuccess && <Stale fresh={fresh} />}
      {orders.isError && <Problem error={orders.error} retry={() => orders.refetch()} />}
      {orders.isSuccess && orders.items.length === 0 && <Nothing />}
      <div className="hub-board">
        {stages.map((stage) => (
          <section key={stage} aria-label={words.stages[stage]}>
            <Title headingLevel="h2" size="md">{words.stages[stage]}</Title>
            {orders.items.filter((order) => order.stage === stage).map((order) => <Visit key={order.id} order={order} />)}
          </section>
        ))}
      </div>
    </Screen>
  );
}

function Visit({ order }: { order: DispatchOrder }) {
  const words = useWords();
  return (
    <Card isCompact>
      <CardTitle component="h3">{order.device_id}</CardTitle>
      <CardBody>
        <SeverityLabel severity={order.severity} />
        {isLate(order) && <Label color="red">{words.dispatch.late}</Label>}
        <p>{order.summary}</p>
        <p>{words.dispatch.technician}: {order.technician ?? order.waiting ?? words.dispatch.waiting}</p>
        <p>{words.dispatch.due}: <When at={order.requestLate} /></p>
      </CardBody>
    </Card>
  );
}

function isLate(order: DispatchOrder): boolean {
  return order.requestLate !== undefined && !['completed', 'cancelled'].includes(order.stage) && Date.parse(order.requestLate) < Date.now();
}
