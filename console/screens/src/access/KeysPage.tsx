import { Button, Checkbox, Flex, Form, FormGroup, FormSelect, FormSelectOption, Label, TextInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing, Problem, Screen } from '../shared/Screen';
import type { Role } from '../shared/types';
import { When } from '../shared/When';
import { Shown } from './Shown';
import { words as said } from './words';

interface ApiKey {
  id: string;
  name: string;
  role: Role | 'metrics';
  readOnly: boolean;
  customerId?: string;
  requestsPerMinute: number;
  state: 'valid' | 'expired' | 'revoked';
  expiresAt: string;
  usedAt?: string;
  usedFrom?: string;
  key?: string;
}

const ROLES: (Role | 'metrics')[] = ['service', 'lab', 'operator', 'analyst', 'technician', 'customer', 'metrics'];
const COLORS = { valid: 'green', expired: 'orange', revoked: 'grey' } as const;

/** Keys with which programs speak to the API. */
export default function KeysPage() {
  const words = useWords();
  const own = useOwnWords(said);
  const keys = useQuery({ queryKey: ['/api-keys'], queryFn: () => read<Page<ApiKey>>('/api-keys') });
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const act = useMutation({
    mutationFn: (wish: { method: 'POST' | 'DELETE'; path: string; body?: unknown }) => send<ApiKey>(wish.method, wish.path, wish.body),
    onSuccess: () => {
      setMaking(false);
      return queries.invalidateQueries({ queryKey: ['/api-keys'] });
    },
  });
  const roleName = (role: Role | 'metrics') => (role === 'metrics' ? own.metrics : words.roles[role]);
  return (
    <Screen title={words.pages.apiKeys} beside={<Button onClick={() => setMaking(true)}>{own.newKey}</Button>}>
      {act.isError && <Problem error={act.error} />}
      {act.data?.key && <Shown label={`${own.keyOf} ${act.data.name}`} secret={act.data.key} />}
      {making && <KeyForm roleName={roleName} make={(body) => act.mutate({ method: 'POST', path: '/api-keys', body })} cancel={() => setMaking(false)} />}
      <Answer query={keys}>
        {(page) =>
          page.items.length === 0 ? (
            <Nothing />
          ) : (
            <Table aria-label={words.pages.apiKeys} variant="compact">
              <Thead>
                <Tr>
                  <Th>{own.purpose}</Th>
                  <Th>{own.role}</Th>
                  <Th>{own.stateOf}</Th>
                  <Th>{own.expires}</Th>
                  <Th>{own.used}</Th>
                  <Th>{own.limit}</Th>
                  <Th screenReaderText={own.rotate} />
                </Tr>
              </Thead>
              <Tbody>
                {page.items.map((key) => (
                  <Tr key={key.id}>
                    <Td dataLabel={own.purpose}>{key.name} <code>{key.id}</code></Td>
                    <Td dataLabel={own.role}>{roleName(key.role)} {key.customerId} · {key.readOnly ? own.readOnly : own.readsAndWrites}</Td>
                    <Td dataLabel={own.stateOf}><Label color={COLORS[key.state]}>{own.keyStates[key.state]}</Label></Td>
                    <Td dataLabel={own.expires}><When at={key.expiresAt} /></Td>
                    <Td dataLabel={own.used}>{key.usedAt ? <><When at={key.usedAt} /> {key.usedFrom}</> : own.never}</Td>
                    <Td dataLabel={own.limit}>{key.requestsPerMinute}</Td>
                    <Td>
                      {key.state !== 'revoked' && (
                        <Flex>
                          <Button variant="secondary" size="sm" title={own.rotateHint} onClick={() => act.mutate({ method: 'POST', path: `/api-keys/${key.id}/rotate`, body: {} })}>{own.rotate}</Button>
                          <Button variant="secondary" size="sm" isDanger onClick={() => window.confirm(own.revokeSure) && act.mutate({ method: 'DELETE', path: `/api-keys/${key.id}` })}>{own.revoke}</Button>
                        </Flex>
                      )}
                    </Td>
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

function KeyForm({ roleName, make, cancel }: { roleName: (role: Role | 'metrics') => string; make: (body: object) => void; cancel: () => void }) {
  const own = useOwnWords(said);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | 'metrics'>('service');
  const [readOnly, setReadOnly] = useState(true);
  const [customerId, setCustomer] = useState('');
  const [days, setDays] = useState('90');
  const submit = () => {
    const expiresAt = new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    make({ name, role, readOnly, expiresAt, ...(role === 'customer' ? { customerId } : {}) });
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FormGroup label={own.purpose} fieldId="key-name" isRequired>
        <TextInput id="key-name" value={name} onChange={(_, value) => setName(value)} />
      </FormGroup>
      <FormGroup label={own.role} fieldId="key-role">
        <FormSelect id="key-role" value={role} onChange={(_, value) => setRole(value as Role)}>
          {ROLES.map((each) => <FormSelectOption key={each} value={each} label={roleName(each)} />)}
        </FormSelect>
      </FormGroup>
      {role === 'customer' && (
        <FormGroup label={own.customer} fieldId="key-customer" isRequired>
          <TextInput id="key-customer" value={customerId} onChange={(_, value) => setCustomer(value)} />
        </FormGroup>
      )}
      <Checkbox id="key-reads" label={own.readOnly} isChecked={readOnly} onChange={(_, on) => setReadOnly(on)} />
      <FormGroup label={own.days} fieldId="key-days">
        <TextInput id="key-days" type="number" value={days} onChange={(_, value) => setDays(value)} />
      </FormGroup>
      <Flex>
        <Button type="submit" isDisabled={!name || !(Number(days) > 0)}>{own.create}</Button>
        <Button variant="link" onClick={cancel}>{own.cancel}</Button>
      </Flex>
    </Form>
  );
}
