import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Group {
  stage: string;
  reason: string;
  route: string;
  productId?: string;
  letters: number;
  firstAt: string;
  lastAt: string;
  newest: string;
  device_id?: string;
  problem?: string;
}

export interface Cause {
  reason: string;
  route: string;
  product: string;
}

/** Dead letters by cause, the most frequent first: one line to look at instead of thousands. */
export function LetterGroups({ choose }: { choose: (cause: Cause) => void }) {
  const words = useWords();
  const said = useOwnWords(own).letters;
  const groups = useQuery({ queryKey: ['/dead-letters', 'groups'], queryFn: () => read<Page<Group>>('/dead-letters/groups'), refetchInterval: 5_000 });
  return (
    <Answer query={groups}>
      {(page) =>
        page.items.length === 0 ? (
          <Nothing />
        ) : (
          <Table aria-label={said.groups} variant="compact">
            <Thead>
              <Tr>
                <Th modifier="wrap">{words.letters.reason}</Th>
                <Th modifier="wrap">{said.count}</Th>
                <Th modifier="wrap">{words.product}</Th>
                <Th modifier="wrap">{said.where}</Th>
                <Th modifier="wrap">{said.newest}</Th>
                <Th modifier="wrap">{words.cause}</Th>
                <Th screenReaderText={said.show} />
              </Tr>
            </Thead>
            <Tbody>
              {page.items.map((each) => (
                <Tr key={`${each.stage} ${each.reason} ${each.route} ${each.productId}`}>
                  <Td dataLabel={words.letters.reason}><Label color="orange">{each.reason}</Label></Td>
                  <Td dataLabel={said.count}>{each.letters.toLocaleString()}</Td>
                  <Td dataLabel={words.product}>{each.productId ?? '–'}</Td>
                  <Td dataLabel={said.where}>{each.stage} / <code>{each.route}</code></Td>
                  <Td dataLabel={said.newest}><When at={each.lastAt} /> ({said.first} <When at={each.firstAt} />)</Td>
                  <Td dataLabel={words.cause}>{each.problem ?? '–'} {each.device_id && <code>{each.device_id}</code>}</Td>
                  <Td>
                    <Button
                      variant="secondary"
                      size="sm"
                      aria-label={`${said.show}: ${each.reason} ${each.route} ${each.productId ?? ''}`}
                      onClick={() => choose({ reason: each.reason, route: each.route, product: each.productId ?? '' })}
                    >
                      {said.show}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )
      }
    </Answer>
  );
}
