import { Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { read, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing, Screen } from '../shared/Screen';
import type { RuleTable } from './tables';
import { words as own } from './words';

type Listed = Pick<RuleTable, 'name' | 'product' | 'kind' | 'version'> & { rules: number };

/** The tables in force; each opens at the desk. */
export default function TablesPage() {
  const words = useWords();
  const said = useOwnWords(own);
  const tables = useQuery({ queryKey: ['/rule-tables'], queryFn: () => read<Page<Listed>>('/rule-tables'), refetchInterval: 10_000 });
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
                  <Th>{said.table}</Th>
                  <Th>{said.kind}</Th>
                  <Th>{words.product}</Th>
                  <Th>{said.rows}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {page.items.map((table) => (
                  <Tr key={table.name}>
                    <Td>
                      <Link to={`/analyst/tables/${encodeURIComponent(table.name)}`}>{table.name}</Link> <Label variant="outline">{table.version}</Label>
                    </Td>
                    <Td dataLabel={said.kind}>{said.kinds[table.kind] ?? table.kind}</Td>
                    <Td dataLabel={words.product}>{table.product ?? words.all}</Td>
                    <Td dataLabel={said.rows}>{table.rules}</Td>
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
