import { Alert, Button, Label, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { read } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { FlowMap } from './FlowMap';
import { words as own } from './words';

export interface Stage {
  id: string;
  routes: number;
  stopped: number;
  rate: number;
  messages?: number;
  failures: number;
  failed: number;
  inflight: number;
  lastError?: { at: string; reason: string; route: string; problem: string; deadLetter: string };
  next: string[];
}

interface FlowRoute {
  id: string;
  description: string;
  state: string;
  rate: number;
  failures: number;
  failed: number;
  inflight: number;
  meanMillis: number;
  failedAt?: string;
}

export interface Flow {
  at: string;
  windowSeconds: number;
  stages: Stage[];
  groups: { group: string; lag: number }[];
  routes?: FlowRoute[];
}

const NARROW = 700;

/** How messages flow through the hub, every two seconds: the map, the same as a table, and one stage's routes. */
export default function FlowPage() {
  const words = useWords();
  const said = useOwnWords(own).flow;
  const [stage, setStage] = useFilter('stage');
  const flow = useQuery({
    queryKey: ['/flow', stage],
    queryFn: () => read<Flow>('/flow', { stage }),
    refetchInterval: 2_000,
    placeholderData: (before) => before,
  });
  return (
    <Screen title={words.pages.flow}>
      {flow.isError && flow.data && <Alert isInline isPlain variant="warning" title={said.old} />}
      <Answer query={flow}>
        {(seen) => (
          <>
            <p>{said.intro.replace('{seconds}', String(seen.windowSeconds))}</p>
            <FlowMap flow={seen} chosen={stage} choose={setStage} />
            <Readers groups={seen.groups} />
            <Stages stages={seen.stages} chosen={stage} choose={setStage} />
            {stage && seen.routes && <RoutesOf stage={stage} routes={seen.routes} />}
          </>
        )}
      </Answer>
    </Screen>
  );
}

function Readers({ groups }: { groups: Flow['groups'] }) {
  const said = useOwnWords(own).flow;
  return (
    <p>
      {said.readers}:{' '}
      {groups.map((each) => (
        <Label key={each.group} color={each.lag > 100_000 ? 'red' : each.lag > 10_000 ? 'orange' : 'green'}>
          {each.group}: {each.lag.toLocaleString()} {said.behind}
        </Label>
      ))}
    </p>
  );
}

function Stages({ stages, chosen, choose }: { stages: Stage[]; chosen: string; choose: (stage: string) => void }) {
  const said = useOwnWords(own).flow;
  return (
    <Table aria-label={said.stage} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="wrap">{said.stage}</Th>
          <Th modifier="wrap">{said.messages}</Th>
          <Th modifier="wrap">{said.rate}</Th>
          <Th modifier="wrap">{said.inflight}</Th>
          <Th modifier="wrap">{said.failures}</Th>
          <Th modifier="wrap">{said.lastError}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {stages.map((each) => (
          <Tr key={each.id} isRowSelected={each.id === chosen}>
            <Td dataLabel={said.stage}>
              <Button variant="link" isInline aria-pressed={each.id === chosen} onClick={() => choose(each.id === chosen ? '' : each.id)}>
                {said.names[each.id] ?? each.id}
              </Button>{' '}
              {each.stopped > 0 && <Label color="orange">{each.stopped} {said.stopped}</Label>}
            </Td>
            <Td dataLabel={said.messages}>{each.messages?.toLocaleString() ?? '–'}</Td>
            <Td dataLabel={said.rate}>{each.rate.toLocaleString()}</Td>
            <Td dataLabel={said.inflight}>{each.inflight}</Td>
            <Td dataLabel={said.failures}>{each.failures > 0 ? <Label color="red">{each.failures}</Label> : '0'}</Td>
            <Td dataLabel={said.lastError}>
              {each.lastError ? (
                <>
                  <When at={each.lastError.at} />{' '}
                  <Link to={`/operator/dead-letters?reason=${encodeURIComponent(each.lastError.reason)}`}>{each.lastError.reason}</Link>{' '}
                  {each.lastError.problem}
                </>
              ) : (
                '–'
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function RoutesOf({ stage, routes }: { stage: string; routes: FlowRoute[] }) {
  const said = useOwnWords(own).flow;
  const title = `${said.routes} ${said.names[stage] ?? stage}`;
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the routes are far below the stage that was chosen.
    if (window.innerWidth < NARROW) heading.current?.scrollIntoView({ block: 'start' });
  }, [stage]);
  return (
    <>
      <div ref={heading}><Title headingLevel="h2">{title}</Title></div>
      <Table aria-label={title} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="wrap">{said.route}</Th>
            <Th modifier="wrap">{said.rate}</Th>
            <Th modifier="wrap">{said.mean}</Th>
            <Th modifier="wrap">{said.inflight}</Th>
            <Th modifier="wrap">{said.failures}</Th>
            <Th modifier="wrap">{said.failed}</Th>
            <Th screenReaderText={said.hawtio} />
          </Tr>
        </Thead>
        <Tbody>
          {routes.map((route) => (
            <Tr key={route.id}>
              <Td dataLabel={said.route}>
                <code>{route.id}</code> {route.state !== 'Started' && <Label color={route.state === 'Standby' ? 'grey' : 'orange'}>{route.state}</Label>} {route.description}
              </Td>
              <Td dataLabel={said.rate}>{route.rate.toLocaleString()}</Td>
              <Td dataLabel={said.mean}>{route.meanMillis}</Td>
              <Td dataLabel={said.inflight}>{route.inflight}</Td>
              <Td dataLabel={said.failures}>{route.failures}</Td>
              <Td dataLabel={said.failed}>
                {route.failed} {route.failedAt && <When at={route.failedAt} />}
              </Td>
              <Td><a href={inHawtio(route.id)} aria-label={`${said.hawtio}: ${route.id}`}>{said.hawtio}</a></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}

/** Hawtio's own address of a route: the node of its JMX tree. */
function inHawtio(route: string): string {
  return `/actuator/hawtio/jmx?nid=${encodeURIComponent(`org.apache.camel-hub-routes-${route}`)}`;
}
