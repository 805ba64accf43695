import { Alert, AlertGroup, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { read, type Page } from '../shared/api';
import { useWords } from '../shared/language';
import { Answer, Nothing, Screen } from '../shared/Screen';

interface FileProblem {
  file: string;
  line?: number;
  sheet?: string;
  cell?: string;
  message: string;
  advice?: string;
}

/** Edited files that did not come into force, and what to do about it; the last good version works on. */
export default function ProblemsPage() {
  const words = useWords();
  const routes = useQuery({ queryKey: ['/routes/problems'], refetchInterval: 5_000, queryFn: () => read<Page<FileProblem>>('/routes/problems') });
  const rules = useQuery({ queryKey: ['/rule-tables/problems'], refetchInterval: 5_000, queryFn: () => read<Page<FileProblem>>('/rule-tables/problems') });
  return (
    <Screen title={words.pages.problems}>
      <Answer query={routes}>
        {(ofRoutes) => (
          <Answer query={rules}>
            {(ofRules) => {
              const all = [...ofRoutes.items, ...ofRules.items];
              return all.length === 0 ? <Nothing /> : <Problems problems={all} />;
            }}
          </Answer>
        )}
      </Answer>
    </Screen>
  );
}

function Problems({ problems }: { problems: FileProblem[] }) {
  return (
    <AlertGroup>
      {problems.map((problem, number) => (
        <Alert key={number} isInline variant="danger" title={place(problem)}>
          <Title headingLevel="h2" size="md">{problem.message}</Title>
          {problem.advice}
        </Alert>
      ))}
    </AlertGroup>
  );
}

function place(problem: FileProblem): string {
  return [problem.file, problem.line && `:${problem.line}`, problem.sheet, problem.cell].filter(Boolean).join(' ');
}
