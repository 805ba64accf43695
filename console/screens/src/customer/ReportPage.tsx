import { Gallery, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read, type Page, type Query } from '../shared/api';
import { Figure } from '../shared/Figure';
import { csv } from '../shared/file';
import { useOwnWords, useWords } from '../shared/language';
import { MonthTools, useMonth } from '../shared/MonthTools';
import { monthSpan } from '../shared/report';
import { Answer, Screen } from '../shared/Screen';
import type { Alarm, DispatchOrder, Me } from '../shared/types';
import { When } from '../shared/When';
import { minutesOf } from './story';
import { words as own } from './words';

interface Day {
  day: string;
  productId: string;
  metric: string;
  count: number;
  avg?: number;
  min?: number;
  max?: number;
}

interface Month {
  alarms: Alarm[];
  visits: DispatchOrder[];
  days: Day[];
}

/** A month on paper for the customer: alarms and how they ended, visits, values of the own devices. */
export default function ReportPage() {
  const words = useWords();
  const [month, choose] = useMonth();
  const report = useQuery({ queryKey: ['month', month], queryFn: () => monthOf(month) });
  return (
    <Screen
      title={`${words.pages.customerReport} ${month}`}
      beside={<MonthTools month={month} choose={choose} name="report" table={report.data && (() => table(report.data))} />}
    >
      <Answer query={report}>{(shown) => <Paper shown={shown} />}</Answer>
    </Screen>
  );
}

async function monthOf(month: string): Promise<Month> {
  const { from, to } = monthSpan(month);
  const within = (at: string) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);
  const me = await read<Me>('/me');
  const [alarms, visits, days] = await Promise.all([
    all<Alarm>('/alarms', { limit: 1000 }, (alarm) => Date.parse(alarm.raisedAt) >= Date.parse(from)),
    all<DispatchOrder>('/dispatch-orders', { limit: 1000 }, (order) => Date.parse(order.requestedAt) >= Date.parse(from)),
    me.customer_id ? all<Day>(`/analysis/customers/${encodeURIComponent(me.customer_id)}/daily`, { from: from.slice(0, 10), to: to.slice(0, 10), limit: 1000 }, () => true) : [],
  ]);
  return { alarms: alarms.filter((alarm) => within(alarm.raisedAt)), visits: visits.filter((order) => within(order.requestedAt)), days };
}

/** Pages as long as their last line is wanted, ten at most. */
async function all<T>(path: string, query: Query, wanted: (item: T) => boolean): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 10; pages++) {
    const page: Page<T> = await read<Page<T>>(path, { ...query, cursor });
    found.push(...page.items);
    cursor = page.next;
    const last = page.items.at(-1);
    if (!cursor || !last || !wanted(last)) break;
  }
  return found;
}

function recovered(alarm: Alarm): boolean {
  const went = new Set((alarm.history ?? []).map((step) => step.to));
  return alarm.clearedAt !== undefined && went.has('remediating') && !went.has('escalated') && !went.has('dispatched');
}

interface Ranged {
  key: string;
  productId: string;
  metric: string;
  low: number;
  high: number;
  mean: number;
}

export function ranges(days: Day[]): Ranged[] {
  const groups = new Map<string, Day[]>();
  for (const day of days) groups.set(`${day.productId} ${day.metric}`, [...(groups.get(`${day.productId} ${day.metric}`) ?? []), day]);
  return [...groups].sort().map(([key, group]) => {
    const count = group.reduce((sum, day) => sum + day.count, 0);
    const { productId, metric } = group[0]!;
    return {
      key, productId, metric,
      low: Math.min(...group.map((day) => day.min ?? Infinity)),
      high: Math.max(...group.map((day) => day.max ?? -Infinity)),
      mean: group.reduce((sum, day) => sum + (day.avg ?? 0) * day.count, 0) / (count || 1),
    };
  });
}

function table({ alarms, visits, days }: Month): string {
  return [
    csv(['alarm', 'device', 'severity', 'state', 'raisedAt', 'clearedAt', 'minutes', 'why'], alarms.map((each) => [each.ruleId, each.device_id, each.severity, each.state, each.raisedAt, each.clearedAt, minutesOf(each), each.explanation?.text])),
    csv(['visit', 'device', 'stage', 'requestedAt', 'summary'], visits.map((each) => [each.id, each.device_id, each.stage, each.requestedAt, each.summary])),
    csv(['day', 'product', 'metric', 'values', 'min', 'mean', 'max'], days.map((each) => [each.day, each.productId, each.metric, each.count, each.min, each.avg, each.max])),
  ].join('\r\n');
}

const round = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(4)).toLocaleString() : '–');

function Paper({ shown }: { shown: Month }) {
  const words = useWords();
  const t = useOwnWords(own);
  return (
    <div className="hub-paper">
      <Gallery hasGutter minWidths={{ default: '11rem' }}>
        <Figure name={t.alarmsOfMonth} value={shown.alarms.length} />
        <Figure name={t.recovered} value={shown.alarms.filter(recovered).length} />
        <Figure name={t.visitsOfMonth} value={shown.visits.length} />
      </Gallery>
      <Title headingLevel="h2">{t.alarmsOfMonth}</Title>
      {shown.alarms.length === 0 ? <p>{t.none}</p> : (
        <Table aria-label={t.alarmsOfMonth} variant="compact">
          <Thead><Tr><Th>{words.since}</Th><Th>{words.device}</Th><Th>{words.severity}</Th><Th>{words.cause}</Th><Th>{words.state}</Th><Th>{t.duration}</Th></Tr></Thead>
          <Tbody>
            {shown.alarms.slice(0, 300).map((each) => (
              <Tr key={each.id}>
                <Td dataLabel={words.since}><When at={each.raisedAt} /></Td>
                <Td dataLabel={words.device}>{each.device_id}</Td>
                <Td dataLabel={words.severity}>{words.severities[each.severity] ?? each.severity}</Td>
                <Td dataLabel={words.cause}>{each.explanation?.text ?? each.ruleId}</Td>
                <Td dataLabel={words.state}>{words.states[each.state as keyof typeof words.states] ?? each.state}</Td>
                <Td dataLabel={t.duration}>{minutesOf(each) ?? '–'}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <Title headingLevel="h2">{t.visitsOfMonth}</Title>
      {shown.visits.length === 0 ? <p>{t.none}</p> : (
        <ul>{shown.visits.map((each) => <li key={each.id}><When at={each.requestedAt} /> {each.device_id}: {each.summary} ({words.stages[each.stage]})</li>)}</ul>
      )}
      <Title headingLevel="h2">{t.values}</Title>
      {shown.days.length === 0 ? <p>{t.none}</p> : (
        <Table aria-label={t.values} variant="compact">
          <Thead><Tr><Th>{t.product}</Th><Th>{t.metric}</Th><Th>{t.lowest}</Th><Th>{t.mean}</Th><Th>{t.highest}</Th></Tr></Thead>
          <Tbody>
            {ranges(shown.days).map((each) => (
              <Tr key={each.key}>
                <Td dataLabel={t.product}>{each.productId}</Td>
                <Td dataLabel={t.metric}>{each.metric}</Td>
                <Td dataLabel={t.lowest}>{round(each.low)}</Td>
                <Td dataLabel={t.mean}>{round(each.mean)}</Td>
                <Td dataLabel={t.highest}>{round(each.high)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  );
}
