import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read, type Page } from '../shared/api';
import { useWords } from '../shared/language';
import { Answer, Nothing, Screen } from '../shared/Screen';

interface RuleTable {
  name: string;
  product: string;
  kind: string;
  version: string;
  rules: unknown;
}

/** The tables in force. */
export default function TablesPage() {
  const words = useWords();
  const tables = useQuery({ queryKey: ['/rule-tables'], queryFn: () => read<Page<RuleTable>>('/rule-tables') });
  return (
    <Screen title={words.pages.tables}>
      <Answer query={tables}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing />
          ) : (
            <Table aria-label={words.pages.tables} variant="compact">
              <Thead>
                <Tr>
                  <Th>{words.alarm.table}</Th>
                  <Th>{words.product}</Th>
                  <Th>{words.rule}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {page.items.map((table) => (
                  <Tr key={table.name}>
                    <Td>{table.name} <Label variant="outline">{table.version}</Label></Td>
                    <Td dataLabel={words.product}>{table.product}</Td>
                    <Td dataLabel={words.rule}>{Array.isArray(table.rules) ? table.rules.length : String(table.rules)}</Td>
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
