import { Button, Flex, FormSelect, FormSelectOption, Label, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Connection {
  kind: string;
  id: string;
  device_id?: string;
  user?: string;
  address?: string;
  since?: string;
  lastMessageAt?: string;
  detail?: string;
}

/** Who is connected to the hub now; an operator may end a connection. */
export default function ConnectionsPage() {
  const words = useWords();
  const said = useOwnWords(own).connections;
  const [kind, setKind] = useFilter('kind');
  const [leaving, setLeaving] = useState<Connection>();
  const connections = usePages<Connection>('/connections', { kind, limit: 100 }, 5_000);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (each: Connection) => send('DELETE', `/connections/${each.kind}/${encodeURIComponent(each.id)}`),
    onSettled: () => {
      setLeaving(undefined);
      return queries.invalidateQueries({ queryKey: ['/connections'] });
    },
  });
  return (
    <Screen title={words.pages.connections}>
      <Flex>
        <FormSelect aria-label={said.kind} value={kind} onChange={(_, value) => setKind(value)} className="hub-narrow">
          <FormSelectOption value="" label={`${said.kind}: ${words.all}`} />
          {Object.entries(said.kinds).map(([value, label]) => <FormSelectOption key={value} value={value} label={label} />)}
        </FormSelect>
      </Flex>
      {end.isError && <Problem error={end.error} />}
      {connections.isError && <Problem error={connections.error} retry={() => connections.refetch()} />}
      {connections.isSuccess && connections.items.length === 0 && <Nothing />}
      {connections.items.length > 0 && (
        <Table aria-label={words.pages.connections} variant="compact">
          <Thead>
            <Tr>
              <Th modifier="wrap">{said.who}</Th>
              <Th modifier="wrap">{said.kind}</Th>
              <Th modifier="wrap">{said.address}</Th>
              <Th modifier="wrap">{said.since}</Th>
              <Th modifier="wrap">{said.lastMessage}</Th>
              <Th modifier="wrap">{said.detail}</Th>
              <Th screenReaderText={said.end} />
            </Tr>
          </Thead>
          <Tbody>
            {connections.items.map((each) => (
              <Tr key={each.kind + each.id}>
                <Td dataLabel={said.who}>{who(each)}</Td>
                <Td dataLabel={said.kind}><Label>{said.kinds[each.kind] ?? each.kind}</Label></Td>
                <Td dataLabel={said.address}>{each.address ?? '–'}</Td>
                <Td dataLabel={said.since}><When at={each.since} /></Td>
                <Td dataLabel={said.lastMessage}><When at={each.lastMessageAt} /></Td>
                <Td dataLabel={said.detail}>{each.detail}</Td>
                <Td>
                  {each.kind !== 'sync' && (
                    <Button variant="secondary" size="sm" aria-label={`${said.end}: ${who(each)}`} onClick={() => setLeaving(each)}>{said.end}</Button>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {connections.hasNextPage && <Button variant="link" onClick={() => connections.fetchNextPage()}>{words.more}</Button>}
      {leaving && (
        <Modal isOpen variant="small" onClose={() => setLeaving(undefined)} aria-label={said.end}>
          <ModalHeader title={said.end} />
          <ModalBody>{said.sure.replace('{who}', who(leaving))}</ModalBody>
          <ModalFooter>
            <Button variant="danger" isLoading={end.isPending} onClick={() => end.mutate(leaving)}>{said.end}</Button>
            <Button variant="link" onClick={() => setLeaving(undefined)}>{said.cancel}</Button>
          </ModalFooter>
        </Modal>
      )}
    </Screen>
  );
}

function who(each: Connection): string {
  return each.device_id ?? each.user ?? each.id;
}
