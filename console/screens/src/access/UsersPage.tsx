import { Button, Checkbox, Flex, Form, FormGroup, Label, TextInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Problem, Screen } from '../shared/Screen';
import type { Role } from '../shared/types';
import { When } from '../shared/When';
import { OwnPassword } from './OwnPassword';
import { Shown } from './Shown';
import { words as said } from './words';

interface User {
  name: string;
  roles: Role[];
  customerId?: string;
  locked: boolean;
  source: 'hub' | 'file' | 'demo';
  changedAt?: string;
  password?: string;
}

interface Draft {
  name: string;
  roles: Role[];
  customerId: string;
}

const ROLES: Role[] = ['service', 'lab', 'operator', 'analyst', 'technician', 'customer'];

/** Who may sign in, and as what. */
export default function UsersPage() {
  const words = useWords();
  const own = useOwnWords(said);
  const users = useQuery({ queryKey: ['/users'], queryFn: () => read<Page<User>>('/users') });
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft & { isNew: boolean }>();
  const act = useMutation({
    mutationFn: (wish: { method: 'POST' | 'PUT'; path: string; body?: unknown }) => send<User>(wish.method, wish.path, wish.body),
    onSuccess: () => {
      setDraft(undefined);
      return queries.invalidateQueries({ queryKey: ['/users'] });
    },
  });
  const path = (user: { name: string }) => `/users/${encodeURIComponent(user.name)}`;
  const keep = (wish: Draft & { isNew: boolean }) => {
    const body = { roles: wish.roles, ...(wish.roles.includes('customer') ? { customerId: wish.customerId } : {}) };
    act.mutate(wish.isNew ? { method: 'POST', path: '/users', body: { name: wish.name, ...body } } : { method: 'PUT', path: path(wish), body });
  };
  return (
    <Screen
      title={words.pages.users}
      beside={<Button onClick={() => setDraft({ name: '', roles: ['service'], customerId: '', isNew: true })}>{own.newUser}</Button>}
    >
      {act.isError && <Problem error={act.error} />}
      {act.data?.password && <Shown label={`${own.passwordOf} ${act.data.name}`} secret={act.data.password} />}
      {draft && <UserForm draft={draft} change={setDraft} keep={() => keep(draft)} />}
      <Answer query={users}>
        {(page) => (
          <Table aria-label={words.pages.users} variant="compact">
            <Thead>
              <Tr>
                <Th>{own.name}</Th>
                <Th>{own.roles}</Th>
                <Th>{own.stateOf}</Th>
                <Th>{own.source}</Th>
                <Th>{words.at}</Th>
                <Th screenReaderText={own.change} />
              </Tr>
            </Thead>
            <Tbody>
              {page.items.map((user) => (
                <Tr key={user.name}>
                  <Td dataLabel={own.name}>{user.name}</Td>
                  <Td dataLabel={own.roles}>{user.roles.map((role) => words.roles[role]).join(', ')} {user.customerId}</Td>
                  <Td dataLabel={own.stateOf}><Label color={user.locked ? 'red' : 'green'}>{user.locked ? own.locked : own.free}</Label></Td>
                  <Td dataLabel={own.source}>{own.sources[user.source]}</Td>
                  <Td dataLabel={words.at}><When at={user.changedAt} /></Td>
                  <Td>
                    {user.source !== 'demo' && (
                      <Flex>
                        <Button variant="secondary" size="sm" onClick={() => setDraft({ ...user, customerId: user.customerId ?? '', isNew: false })}>{own.change}</Button>
                        <Button variant="secondary" size="sm" onClick={() => act.mutate({ method: 'POST', path: `${path(user)}/password` })}>{own.resetPassword}</Button>
                        <Button variant="secondary" size="sm" isDanger={!user.locked} onClick={() => act.mutate({ method: 'PUT', path: path(user), body: { locked: !user.locked } })}>
                          {user.locked ? own.unlock : own.lock}
                        </Button>
                      </Flex>
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Answer>
      <OwnPassword />
    </Screen>
  );
}

type Change = (draft: (Draft & { isNew: boolean }) | undefined) => void;

function UserForm({ draft, change, keep }: { draft: Draft & { isNew: boolean }; change: Change; keep: () => void }) {
  const words = useWords();
  const own = useOwnWords(said);
  const toggle = (role: Role, on: boolean) => {
    const alone = role === 'customer' && on;
    const others = draft.roles.filter((each) => each !== role && each !== 'customer');
    change({ ...draft, roles: alone ? ['customer'] : on ? [...others, role] : others });
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <FormGroup label={own.name} fieldId="user-name" isRequired>
        <TextInput id="user-name" value={draft.name} isDisabled={!draft.isNew} onChange={(_, name) => change({ ...draft, name })} />
      </FormGroup>
      <FormGroup label={own.roles} role="group" fieldId="user-roles">
        {ROLES.map((role) => (
          <Checkbox key={role} id={`role-${role}`} label={words.roles[role]} isChecked={draft.roles.includes(role)} onChange={(_, on) => toggle(role, on)} />
        ))}
      </FormGroup>
      {draft.roles.includes('customer') && (
        <FormGroup label={`${own.customer}: ${own.customerHint}`} fieldId="user-customer" isRequired>
          <TextInput id="user-customer" value={draft.customerId} onChange={(_, customerId) => change({ ...draft, customerId })} />
        </FormGroup>
      )}
      <Flex>
        <Button type="submit" isDisabled={!draft.name || draft.roles.length === 0}>{draft.isNew ? own.create : own.save}</Button>
        <Button variant="link" onClick={() => change(undefined)}>{own.cancel}</Button>
      </Flex>
    </Form>
  );
}
