import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Screen } from '../shared/Screen';
import { words as own } from './words';

interface System {
  name: string;
  status: string;
  details?: Record<string, unknown>;
}

interface Systems {
  down: number;
  tookMillis: number;
  items: System[];
}

const WELL = ['UP', 'UNKNOWN'];

/** How each outside system is, asked every ten seconds; those that are not well first. */
export default function SystemsPage() {
  const words = useWords();
  const said = useOwnWords(own).systems;
  const systems = useQuery({ queryKey: ['/systems'], queryFn: () => read<Systems>('/systems'), refetchInterval: 10_000 });
  return (
    <Screen title={words.pages.systems}>
      <Answer query={systems}>
        {(all) => (
          <>
            <Alert
              isInline
              variant={all.down > 0 ? 'danger' : 'success'}
              title={all.down > 0 ? said.unwell.replace('{count}', String(all.down)) : said.well}
            >
              {said.took.replace('{millis}', String(all.tookMillis))}
            </Alert>
            <Table aria-label={words.pages.systems} variant="compact">
              <Thead>
                <Tr>
                  <Th modifier="wrap">{said.system}</Th>
                  <Th modifier="wrap">{words.state}</Th>
                  <Th modifier="wrap">{words.cause}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {[...all.items].sort((one, other) => Number(WELL.includes(one.status)) - Number(WELL.includes(other.status))).map((each) => (
                  <Tr key={each.name}>
                    <Td dataLabel={said.system}>{said.names[each.name] ?? each.name}</Td>
                    <Td dataLabel={words.state}>
                      <Label color={WELL.includes(each.status) ? 'green' : 'red'}>{WELL.includes(each.status) ? said.up : said.down}</Label>
                    </Td>
                    <Td dataLabel={words.cause}><Details details={each.details} /></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </>
        )}
      </Answer>
    </Screen>
  );
}

function Details({ details }: { details?: Record<string, unknown> }) {
  const told = Object.entries(details ?? {}).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  if (told.length === 0) return <>–</>;
  return (
    <DescriptionList isCompact isHorizontal isFluid>
      {told.map(([name, value]) => (
        <DescriptionListGroup key={name}>
          <DescriptionListTerm>{name}</DescriptionListTerm>
          <DescriptionListDescription className="hub-mono">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
