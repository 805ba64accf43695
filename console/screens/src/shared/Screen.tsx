import { Alert, Bullseye, Button, EmptyState, EmptyStateBody, PageSection, Spinner, Title } from '@patternfly/react-core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { ApiProblem } from './api';
import { useWords } from './language';

/** One page: its title, what belongs beside the title, and the content. */
export function Screen({ title, beside, children }: { title: string; beside?: ReactNode; children: ReactNode }) {
  const words = useWords();
  useEffect(() => {
    document.title = `${title} · ${words.appName}`;
  }, [title, words]);
  return (
    <>
      <PageSection>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem', alignItems: 'center' }}>
          <Title headingLevel="h1">{title}</Title>
          {beside}
        </div>
      </PageSection>
      <PageSection isFilled>{children}</PageSection>
    </>
  );
}

/** What an answer looks like before it is there, when it failed, and when it is there. */
export function Answer<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const words = useWords();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Problem error={query.error} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) {
    return <Problem error={query.error} retry={() => query.refetch()} />;
  }
  return (
    <Bullseye>
      <Spinner aria-label={words.loading} />
    </Bullseye>
  );
}

export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords();
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <Alert
      isInline
      variant="danger"
      title={problem?.title ?? words.failed}
      actionLinks={retry && <Button variant="link" isInline onClick={retry}>{words.retry}</Button>}
    >
      {problem?.detail ?? String(error)}
      {problem && problem.fields.length > 0 && (
        <ul>
          {problem.fields.map((each) => (
            <li key={each.field + each.message}>
              <code>{each.field}</code>: {each.message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

export function Nothing() {
  const words = useWords();
  return (
    <EmptyState titleText={words.nothing} headingLevel="h2">
      <EmptyStateBody>{words.nothingHint}</EmptyStateBody>
    </EmptyState>
  );
}

/** Says that a page no longer follows what happens; nothing while it does. */
export function Stale({ fresh }: { fresh: boolean }) {
  const words = useWords();
  return fresh ? null : <Alert isInline isPlain variant="warning" title={words.stale} />;
}
