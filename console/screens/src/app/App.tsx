import { Bullseye, EmptyState, Spinner } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { read } from '../shared/api';
import { useWords } from '../shared/language';
import { Answer } from '../shared/Screen';
import type { Me } from '../shared/types';
import { PAGES } from './roles';
import { Shell } from './Shell';

/** Asks who has signed in and shows that person's screens; the hub refuses whatever else is asked of its API. */
export function App() {
  const me = useQuery({ queryKey: ['/me'], queryFn: () => read<Me>('/me'), staleTime: Infinity });
  return <Answer query={me}>{(known) => <Screens me={known} />}</Answer>;
}

function Screens({ me }: { me: Me }) {
  const words = useWords();
  const roles = me.roles.filter((role) => PAGES[role]);
  const first = roles[0];
  if (!first) return <EmptyState titleText={words.noScreens} headingLevel="h1" />;
  const waiting = (
    <Bullseye>
      <Spinner aria-label={words.loading} />
    </Bullseye>
  );
  return (
    <Shell me={me} roles={roles}>
      <Suspense fallback={waiting}>
        <Routes>
          <Route path="/" element={<Navigate replace to={`/${first}/${PAGES[first][0]!.path}`} />} />
          {roles.flatMap((role) =>
            PAGES[role].map((page) => (
              <Route key={role + page.path} path={`/${role}/${page.path}`} element={<page.screen />} />
            )),
          )}
          {roles.map((role) => (
            <Route key={role} path={`/${role}`} element={<Navigate replace to={`/${role}/${PAGES[role][0]!.path}`} />} />
          ))}
          <Route path="*" element={<EmptyState titleText={words.notFound} headingLevel="h1" />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
