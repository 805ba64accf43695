import { Button, Flex, Label, Progress } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import { words as own } from './words';

interface FirmwareJob {
  id: string;
  packageId: string;
  productId: string;
  state: string;
  wave?: number;
  devices: number;
  counters: Record<string, number>;
  comment?: string;
}

const STEPS: Record<string, string[]> = {
  IN_PROGRESS: ['pause', 'cancel'],
  PAUSED: ['resume', 'cancel'],
  WAITING_FOR_APPROVAL: ['approve', 'deny'],
  SCHEDULED: ['cancel'],
};

/** Firmware on its way to devices: how far, how well, and the brakes. */
export default function FirmwarePage() {
  const words = useWords();
  const said = useOwnWords(own).firmware;
  const jobs = usePages<FirmwareJob>('/firmware/jobs', { limit: 50 }, 5_000);
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: ({ id, verb }: { id: string; verb: string }) => send('POST', `/firmware/jobs/${encodeURIComponent(id)}/${verb}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/firmware/jobs'] }),
  });
  return (
    <Screen title={words.pages.firmware}>
      {step.isError && <Problem error={step.error} />}
      {jobs.isError && <Problem error={jobs.error} />}
      {jobs.isSuccess && jobs.items.length === 0 && <Nothing />}
      {jobs.items.length > 0 && (
        <Table aria-label={words.pages.firmware} variant="compact">
          <Thead>
            <Tr>
              <Th modifier="wrap">{said.job}</Th>
              <Th modifier="wrap">{words.product}</Th>
              <Th modifier="wrap">{words.state}</Th>
              <Th modifier="wrap">{said.devices}</Th>
              <Th screenReaderText={words.pages.firmware} />
            </Tr>
          </Thead>
          <Tbody>
            {jobs.items.map((job) => (
              <Tr key={job.id}>
                <Td>{job.id} ({job.packageId})</Td>
                <Td dataLabel={words.product}>{job.productId}</Td>
                <Td dataLabel={words.state}><Label>{said.states[job.state] ?? job.state}</Label> {job.wave !== undefined && `${said.wave} ${job.wave}`} {job.comment}</Td>
                <Td dataLabel={said.devices}>
                  <Progress aria-label={job.id} value={done(job)} max={Math.max(job.devices, 1)} label={counters(job)} size="sm" />
                </Td>
                <Td>
                  <Flex>
                    {(STEPS[job.state] ?? []).map((verb) => (
                      <Button key={verb} variant="secondary" size="sm" aria-label={`${said.steps[verb]}: ${job.id}`} isDisabled={step.isPending} onClick={() => step.mutate({ id: job.id, verb })}>{said.steps[verb]}</Button>
                    ))}
                  </Flex>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Screen>
  );
}

function done(job: FirmwareJob): number {
  return Object.entries(job.counters)
    .filter(([state]) => !/queued|progress/i.test(state))
    .reduce((sum, [, count]) => sum + count, 0);
}

function counters(job: FirmwareJob): string {
  return Object.entries(job.counters).filter(([, count]) => count > 0).map(([state, count]) => `${state} ${count}`).join(', ');
}
