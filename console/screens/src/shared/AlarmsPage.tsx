import { Button, FormSelect, FormSelectOption, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router-dom';
import { useFilter } from './filters';
import { SeverityLabel, StateLabel } from './labels';
import { useWords } from './language';
import { useLive } from './live';
import { usePages } from './pages';
import { Nothing, Problem, Screen, Stale } from './Screen';
import type { Alarm } from './types';
import { When } from './When';

/** Alarms, newest first, as they change; filters are part of the address. */
export default function AlarmsPage() {
  const words = useWords();
  const [state, setState] = useFilter('state');
  const [severity, setSeverity] = useFilter('severity');
  const [device] = useFilter('device');
  const alarms = usePages<Alarm>('/alarms', { state, severity, device, limit: 50 });
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['/alarms'] });
  const { fresh } = useLive<Alarm>(['alarms'], again, again);
  return (
    <Screen title={words.pages.alarms}>
      {alarms.isSuccess && <Stale fresh={fresh} />}
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <Choice label={words.state} value={state} change={setState} names={words.states} />
          </ToolbarItem>
          <ToolbarItem>
            <Choice label={words.severity} value={severity} change={setSeverity} names={words.severities} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {alarms.isError && <Problem error={alarms.error} retry={() => alarms.refetch()} />}
      {alarms.isSuccess && alarms.items.length === 0 && <Nothing />}
      {alarms.items.length > 0 && <AlarmTable alarms={alarms.items} />}
      {alarms.hasNextPage && (
        <Button variant="link" isLoading={alarms.isFetchingNextPage} onClick={() => alarms.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </Screen>
  );
}

function Choice(props: { label: string; value: string; change: (value: string) => void; names: Record<string, string> }) {
  const words = useWords();
  return (
    <FormSelect aria-label={props.label} value={props.value} onChange={(_, value) => props.change(value)}>
      <FormSelectOption value="" label={`${props.label}: ${words.all}`} />
      {Object.entries(props.names).map(([value, name]) => (
        <FormSelectOption key={value} value={value} label={name} />
      ))}
    </FormSelect>
  );
}

function AlarmTable({ alarms }: { alarms: Alarm[] }) {
  const words = useWords();
  const here = useLocation().pathname;
  return (
    <Table aria-label={words.pages.alarms} variant="compact" gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th>{words.severity}</Th>
          <Th>{words.state}</Th>
          <Th>{words.rule}</Th>
          <Th>{words.device}</Th>
          <Th>{words.since}</Th>
          <Th>{words.value}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {alarms.map((alarm) => (
          <Tr key={alarm.id}>
            <Td dataLabel={words.severity}><SeverityLabel severity={alarm.severity} /></Td>
            <Td dataLabel={words.state}><StateLabel state={alarm.state} /></Td>
            <Td dataLabel={words.rule}><Link to={`${here}/${encodeURIComponent(alarm.id)}`}>{alarm.ruleId}</Link></Td>
            <Td dataLabel={words.device}>{alarm.device_id}</Td>
            <Td dataLabel={words.since}><When at={alarm.raisedAt} /></Td>
            <Td dataLabel={words.value}>{alarm.value ?? '–'} ({alarm.count} {words.alarm.times})</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
