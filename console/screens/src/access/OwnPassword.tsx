import { Button, ExpandableSection, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../shared/api';
import { useOwnWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import { words } from './words';

/** A person changes the own password; afterwards every session of the account is over. */
export function OwnPassword() {
  const own = useOwnWords(words);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => send('PUT', '/me/password', { current, password }),
    onSuccess: () => window.location.assign('/login'),
  });
  return (
    <ExpandableSection toggleText={own.ownPassword}>
      {change.isError && <Problem error={change.error} />}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <FormGroup label={own.current} fieldId="own-current">
          <TextInput id="own-current" type="password" autoComplete="current-password" value={current} onChange={(_, value) => setCurrent(value)} />
        </FormGroup>
        <FormGroup label={own.fresh} fieldId="own-new">
          <TextInput id="own-new" type="password" autoComplete="new-password" value={password} onChange={(_, value) => setPassword(value)} />
        </FormGroup>
        <Button type="submit" isDisabled={!current || password.length < 12}>{own.save}</Button>
      </Form>
    </ExpandableSection>
  );
}
