import { Alert, Gallery, Grid, GridItem, Stack, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Chart } from '../shared/Chart';
import { Figure } from '../shared/Figure';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose } from '../shared/Picks';
import { lastDays, minutes, percent, readReport, type ServiceReport } from '../shared/report';
import { Answer, Screen } from '../shared/Screen';
import { openAlarms } from '../shared/sites';
import type { Alarm } from '../shared/types';
import { words as own } from './words';

/** What an executive asks first: are devices well, what is open, how much the hub mends itself, how long people take. */
export default function KpiPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [chosen, choose] = useFilter('days');
  const days = chosen || '30';
  const span = useMemo(() => lastDays(Number(days)), [days]);
  const report = useQuery({ queryKey: ['/reports/service', span], queryFn: () => readReport(span) });
  const alarms = useQuery({
    queryKey: ['/alarms', 'open'],
    refetchInterval: 15_000,
    queryFn: openAlarms,
  });
  return (
    <Screen title={words.pages.kpi} beside={<Choose label={t.span} value={days} names={t.spans} change={choose} />}>
      <Stack hasGutter>
        <Answer query={report}>{(shown) => <Figures report={shown} open={alarms.data} span={t.spans[days as keyof typeof t.spans]} />}</Answer>
        <Grid hasGutter>
          <GridItem lg={6}><Answer query={report}>{(shown) => <Trend report={shown} />}</Answer></GridItem>
          <GridItem lg={6}><Answer query={alarms}>{(open) => <OpenAlarms alarms={open} />}</Answer></GridItem>
        </Grid>
      </Stack>
    </Screen>
  );
}

function Figures({ report, open, span }: { report: ServiceReport; open?: Alarm[]; span: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const classes = Object.keys(t.classes) as (keyof typeof t.classes)[];
  const slowest = (spread: { p90?: number }) => (spread.p90 === undefined ? undefined : `${t.slowest}: ${spread.p90.toFixed(1)} ${words.kpi.minutes}`);
  return (
    <>
      <Gallery hasGutter minWidths={{ default: '11rem' }}>
        <Figure name={words.kpi.open} value={open?.length ?? '…'} />
        <Figure name={words.kpi.unacknowledged} value={open?.filter((alarm) => !alarm.acknowledged).length ?? '…'} />
        <Figure name={t.availability} value={percent(report.availability, 2)} note={span} />
        <Figure name={t.autoRecovered} value={percent(report.autoRecovered)} note={t.ofEnded} />
      </Gallery>
      <Title headingLevel="h2">{span}</Title>
      {!report.alarms.whole && <Alert isInline isPlain variant="info" title={t.notWhole} />}
      <Gallery hasGutter minWidths={{ default: '11rem' }}>
        <Figure name={words.kpi.acknowledge} value={minutes(report.timeToAcknowledge, words.kpi.minutes)} note={slowest(report.timeToAcknowledge)} />
        <Figure name={words.kpi.repair} value={minutes(report.timeToRepair, words.kpi.minutes)} note={slowest(report.timeToRepair)} />
        <Figure name={words.kpi.firstTimeFix} value={percent(report.firstTimeFix)} />
        <Figure name={words.kpi.deadlineKept} value={percent(report.deadlineKept)} />
        {classes.map((each) => <Figure key={each} name={`${t.alarms}: ${t.classes[each]}`} value={report.alarms.byClass[each] ?? 0} />)}
        {report.rules.map((rule) => (
          <Figure key={rule.ruleId} name={`${words.kpi.precision}: ${rule.ruleId}`} value={percent(rule.precision)} note={`${rule.visits} ${t.visits}`} />
        ))}
      </Gallery>
    </>
  );
}

function Trend({ report }: { report: ServiceReport }) {
  const t = useOwnWords(own);
  const option = useMemo(
    () => ({
      animation: false,
      tooltip: { trigger: 'axis' },
      legend: {},
      grid: { left: 40, right: 16, top: 40, bottom: 32 },
      xAxis: { type: 'category', data: report.trend.map((each) => each.day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        { type: 'bar', name: t.raised, data: report.trend.map((each) => each.raised) },
        { type: 'bar', name: t.autoRecovered, barGap: '-100%', data: report.trend.map((each) => each.autoRecovered) },
      ],
    }),
    [report, t],
  );
  return (
    <>
      <Title headingLevel="h2">{t.trend}</Title>
      <Chart option={option} label={t.trend} />
    </>
  );
}

function OpenAlarms({ alarms }: { alarms: Alarm[] }) {
  const words = useWords();
  const severities = Object.keys(words.severities) as (keyof typeof words.severities)[];
  const option = useMemo(
    () => ({
      animation: false,
      legend: { show: false },
      tooltip: { trigger: 'axis' },
      grid: { left: 90, right: 24, top: 24, bottom: 32 },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', inverse: true, data: severities.map((each) => words.severities[each]) },
      series: [{ type: 'bar', name: words.kpi.open, data: severities.map((each) => alarms.filter((alarm) => alarm.severity === each).length) }],
    }),
    [alarms, words],
  );
  return (
    <>
      <Title headingLevel="h2">{words.kpi.bySeverity}</Title>
      <Chart option={option} label={words.kpi.bySeverity} />
    </>
  );
}
