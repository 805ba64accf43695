import { Card, CardBody, CardTitle, Gallery, Stack, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read, type Page } from '../shared/api';
import { Chart } from '../shared/Chart';
import { useWords } from '../shared/language';
import { Answer, Screen } from '../shared/Screen';
import type { Alarm } from '../shared/types';

const DAYS_30_MS = 30 * 24 * 3_600_000;
const OPEN = ['active', 'remediating', 'verifying', 'escalated', 'dispatched'];

interface Spread {
  count: number;
  median?: number;
  p90?: number;
}

interface ServiceReport {
  timeToAcknowledge: Spread;
  timeToRepair: Spread;
  firstTimeFix?: number;
  deadlineKept?: number;
  rules: { ruleId: string; visits: number; precision: number }[];
}

/** What an executive asks first: how many faults are open, how many the hub mended itself, how long repairs take. */
export default function KpiPage() {
  const words = useWords();
  const span = useMemo(() => ({ from: new Date(Date.now() - DAYS_30_MS).toISOString(), to: new Date().toISOString() }), []);
  const report = useQuery({ queryKey: ['/reports/service', span], queryFn: () => read<ServiceReport>('/reports/service', span) });
  const alarms = useQuery({
    queryKey: ['/alarms', 'open'],
    refetchInterval: 15_000,
    queryFn: async () =>
      (await Promise.all(OPEN.map((state) => read<Page<Alarm>>('/alarms', { state, limit: 1000 })))).flatMap((page) => page.items),
  });
  return (
    <Screen title={words.pages.kpi}>
      <Stack hasGutter>
        <Answer query={alarms}>{(open) => <OpenAlarms alarms={open} />}</Answer>
        <Answer query={report}>{(shown) => <Figures report={shown} />}</Answer>
      </Stack>
    </Screen>
  );
}

function OpenAlarms({ alarms }: { alarms: Alarm[] }) {
  const words = useWords();
  const severities = Object.keys(words.severities) as (keyof typeof words.severities)[];
  const option = useMemo(
    () => ({
      grid: { left: 90, right: 24, top: 8, bottom: 24 },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', inverse: true, data: severities.map((each) => words.severities[each]) },
      series: [{ type: 'bar', data: severities.map((each) => alarms.filter((alarm) => alarm.severity === each).length) }],
    }),
    [alarms, words],
  );
  return (
    <>
      <Gallery hasGutter minWidths={{ default: '12rem' }}>
        <Figure name={words.kpi.open} value={alarms.length} />
        <Figure name={words.kpi.unacknowledged} value={alarms.filter((alarm) => !alarm.acknowledged).length} />
      </Gallery>
      <Chart option={option} label={words.kpi.bySeverity} />
    </>
  );
}

function Figures({ report }: { report: ServiceReport }) {
  const words = useWords();
  return (
    <>
      <Title headingLevel="h2">{words.kpi.last30}</Title>
      <Gallery hasGutter minWidths={{ default: '12rem' }}>
        <Figure name={words.kpi.acknowledge} value={minutes(report.timeToAcknowledge, words.kpi.minutes)} />
        <Figure name={words.kpi.repair} value={minutes(report.timeToRepair, words.kpi.minutes)} />
        <Figure name={words.kpi.firstTimeFix} value={percent(report.firstTimeFix)} />
        <Figure name={words.kpi.deadlineKept} value={percent(report.deadlineKept)} />
        {report.rules.map((rule) => (
          <Figure key={rule.ruleId} name={`${words.kpi.precision}: ${rule.ruleId}`} value={percent(rule.precision)} />
        ))}
      </Gallery>
    </>
  );
}

function minutes(spread: Spread, unit: string): string {
  return spread.median === undefined ? '–' : `${spread.median.toFixed(1)} ${unit}`;
}

function percent(share?: number): string {
  return share === undefined ? '–' : `${Math.round(share * 100)} %`;
}

function Figure({ name, value }: { name: string; value: number | string }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">{name}</CardTitle>
      <CardBody className="hub-number">{value}</CardBody>
    </Card>
  );
}
