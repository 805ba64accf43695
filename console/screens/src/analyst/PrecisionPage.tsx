import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Screen } from '../shared/Screen';
import { words as own } from './words';

interface Report {
  rules: { ruleId: string; visits: number; precision: number }[];
}

const DAY = 86_400_000;

/** How often each rule's alarm was right, as the visits found. */
export default function PrecisionPage() {
  const words = useWords();
  const said = useOwnWords(own).precision;
  const [days, setDays] = useFilter('days');
  const span = Number(days) || 90;
  const report = useQuery({
    queryKey: ['/reports/service', span],
    queryFn: () =>
      read<Report>('/reports/service', { from: new Date(Date.now() - span * DAY).toISOString(), to: new Date().toISOString() }),
  });
  return (
    <Screen title={words.pages.precision}>
      <p>{said.about}</p>
      <FormSelect aria-label={said.span} value={String(span)} onChange={(_, value) => setDays(value)} style={{ width: 'auto' }}>
        {[30, 90, 365].map((each) => <FormSelectOption key={each} value={String(each)} label={`${said.span} ${each} ${said.days}`} />)}
      </FormSelect>
      <Answer query={report}>
        {(known) =>
          known.rules.length === 0 ? (
            <p>{said.none}</p>
          ) : (
            <Table aria-label={words.pages.precision} variant="compact">
              <Thead>
                <Tr>
                  <Th>{words.rule}</Th>
                  <Th>{said.visits}</Th>
                  <Th>{said.share}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {[...known.rules].sort((one, other) => one.precision - other.precision).map((rule) => (
                  <Tr key={rule.ruleId}>
                    <Td dataLabel={words.rule}>{rule.ruleId}</Td>
                    <Td dataLabel={said.visits}>{rule.visits}</Td>
                    <Td dataLabel={said.share}>{Math.round(rule.precision * 100)} %</Td>
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
