import { Gallery, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Figure } from '../shared/Figure';
import { csv } from '../shared/file';
import { useOwnWords, useWords } from '../shared/language';
import { MonthTools, useMonth } from '../shared/MonthTools';
import { usePages } from '../shared/pages';
import { minutes, monthSpan, percent, readReport, type ServiceReport } from '../shared/report';
import { Answer, Screen } from '../shared/Screen';
import type { DispatchOrder } from '../shared/types';
import { When } from '../shared/When';
import { words as own } from './words';

/** A month of service on paper: figures, alarms, visits. */
export default function ReportPage() {
  const words = useWords();
  const [month, choose] = useMonth();
  const span = monthSpan(month);
  const report = useQuery({ queryKey: ['/reports/service', month], queryFn: () => readReport(span) });
  const orders = usePages<DispatchOrder>('/dispatch-orders', { limit: 1000 });
  const visits = orders.items.filter((order) => Date.parse(order.requestedAt) >= Date.parse(span.from) && Date.parse(order.requestedAt) < Date.parse(span.to));
  return (
    <Screen
      title={`${words.pages.serviceReport} ${month}`}
      beside={<MonthTools month={month} choose={choose} name="service" table={report.data && (() => table(report.data, visits))} />}
    >
      <Answer query={report}>{(shown) => <Paper report={shown} visits={visits} />}</Answer>
    </Screen>
  );
}

/** What the paper says, for a spreadsheet. */
function table(report: ServiceReport, visits: DispatchOrder[]): string {
  const figures: unknown[][] = [
    ['availability', report.availability],
    ['autoRecovered', report.autoRecovered],
    ['alarms', report.alarms.count],
    ...Object.entries(report.alarms.byClass).map(([name, count]) => [`alarms ${name}`, count]),
    ['timeToAcknowledge median minutes', report.timeToAcknowledge.median],
    ['timeToRepair median minutes', report.timeToRepair.median],
    ['firstTimeFix', report.firstTimeFix],
    ['deadlineKept', report.deadlineKept],
    ...report.rules.map((rule) => [`precision ${rule.ruleId}`, rule.precision]),
  ];
  const days = csv(['day', 'raised', 'autoRecovered'], report.trend.map((each) => [each.day, each.raised, each.autoRecovered]));
  const orders = csv(
    ['order', 'device', 'severity', 'stage', 'technician', 'requestedAt', 'requestLate', 'summary'],
    visits.map((each) => [each.id, each.device_id, each.severity, each.stage, each.technician, each.requestedAt, each.requestLate, each.summary]),
  );
  return [csv(['figure', 'value'], figures), days, orders].join('\r\n');
}

function Paper({ report, visits }: { report: ServiceReport; visits: DispatchOrder[] }) {
  const words = useWords();
  const t = useOwnWords(own);
  const classes = t.classes as Record<string, string>;
  return (
    <div className="hub-paper">
      <Title headingLevel="h2">{t.figures}</Title>
      <Gallery hasGutter minWidths={{ default: '11rem' }}>
        <Figure name={t.availability} value={percent(report.availability, 2)} />
        <Figure name={t.raised} value={report.alarms.count} />
        <Figure name={t.autoRecovered} value={percent(report.autoRecovered)} />
        <Figure name={words.kpi.acknowledge} value={minutes(report.timeToAcknowledge, words.kpi.minutes)} />
        <Figure name={words.kpi.repair} value={minutes(report.timeToRepair, words.kpi.minutes)} />
        <Figure name={words.kpi.firstTimeFix} value={percent(report.firstTimeFix)} />
        <Figure name={words.kpi.deadlineKept} value={percent(report.deadlineKept)} />
      </Gallery>
      <Title headingLevel="h2">{t.byClass}</Title>
      <Lines label={t.byClass} header={[t.alarms, t.raised]} rows={Object.entries(report.alarms.byClass).map(([name, count]) => [classes[name] ?? name, String(count)])} />
      {report.rules.length > 0 && (
        <>
          <Title headingLevel="h2">{words.kpi.precision}</Title>
          <Lines label={words.kpi.precision} header={[t.rule, t.visits, t.right]} rows={report.rules.map((rule) => [rule.ruleId, String(rule.visits), percent(rule.precision)])} />
        </>
      )}
      <Title headingLevel="h2">{t.visits}</Title>
      {visits.length === 0 ? <p>{t.none}</p> : (
        <Table aria-label={t.visits} variant="compact">
          <Thead><Tr><Th>{t.device}</Th><Th>{words.state}</Th><Th>{words.dispatch.technician}</Th><Th>{words.since}</Th><Th>{words.dispatch.due}</Th></Tr></Thead>
          <Tbody>
            {visits.map((each) => (
              <Tr key={each.id}>
                <Td dataLabel={t.device}>{each.device_id}: {each.summary}</Td>
                <Td dataLabel={words.state}>{words.stages[each.stage]}</Td>
                <Td dataLabel={words.dispatch.technician}>{each.technician ?? '–'}</Td>
                <Td dataLabel={words.since}><When at={each.requestedAt} /></Td>
                <Td dataLabel={words.dispatch.due}><When at={each.requestLate} /></Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  );
}

function Lines({ label, header, rows }: { label: string; header: string[]; rows: string[][] }) {
  return (
    <Table aria-label={label} variant="compact">
      <Thead><Tr>{header.map((each) => <Th key={each}>{each}</Th>)}</Tr></Thead>
      <Tbody>{rows.map((row) => <Tr key={row[0]}>{row.map((each, at) => <Td key={at} dataLabel={header[at]}>{each}</Td>)}</Tr>)}</Tbody>
    </Table>
  );
}
