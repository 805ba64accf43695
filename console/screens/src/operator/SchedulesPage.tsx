import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Schedule {
  name: string;
  cron: string;
  zone: string;
  next?: string;
  state?: string;
  last?: { due: string; outcome: string; endedAt?: string; error?: string; progress?: string };
}

/** What runs by the clock: when, how it went, and a button to run it now. */
export default function SchedulesPage() {
  const words = useWords();
  const said = useOwnWords(own).schedules;
  const schedules = useQuery({ queryKey: ['/schedules'], refetchInterval: 5_000, queryFn: () => read<Page<Schedule>>('/schedules') });
  const queries = useQueryClient();
  const run = useMutation({
    mutationFn: (name: string) => send('POST', `/schedules/${encodeURIComponent(name)}/run`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/schedules'] }),
  });
  return (
    <Screen title={words.pages.schedules}>
      {run.isError && <Problem error={run.error} />}
      <Answer query={schedules}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing />
          ) : (
            <Table aria-label={words.pages.schedules} variant="compact">
              <Thead>
                <Tr>
                  <Th modifier="wrap">{words.pages.schedules}</Th>
                  <Th modifier="wrap">{words.schedules.next}</Th>
                  <Th modifier="wrap">{words.schedules.last}</Th>
                  <Th modifier="wrap">{words.schedules.outcome}</Th>
                  <Th screenReaderText={words.schedules.run} />
                </Tr>
              </Thead>
              <Tbody>
                {page.items.map((schedule) => (
                  <Tr key={schedule.name}>
                    <Td>{schedule.name} <code>{schedule.cron}</code> {schedule.zone}</Td>
                    <Td dataLabel={words.schedules.next}><When at={schedule.next} /></Td>
                    <Td dataLabel={words.schedules.last}><When at={schedule.last?.endedAt ?? schedule.last?.due} /></Td>
                    <Td dataLabel={words.schedules.outcome}>
                      {schedule.last ? <Label color={schedule.last.error ? 'red' : 'green'}>{said.outcomes[schedule.last.outcome] ?? schedule.last.outcome}</Label> : '–'}{' '}
                      {schedule.last?.error ?? schedule.last?.progress}
                    </Td>
                    <Td><Button variant="secondary" size="sm" aria-label={`${words.schedules.run}: ${schedule.name}`} onClick={() => run.mutate(schedule.name)}>{words.schedules.run}</Button></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Answer>
    </Screen>
  );
}
