import { Alert, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useOwnWords } from '../shared/language';
import type { Trial } from './tables';
import { words as own } from './words';

/** What is wrong by cell, and each case red or green. */
export function TryResult({ trial }: { trial: Trial }) {
  const words = useOwnWords(own);
  if (trial.problems.length > 0) {
    return (
      <Alert isInline variant="danger" title={`${words.problems}: ${trial.problems.length}`}>
        <ul>
          {trial.problems.map((problem) => (
            <li key={(problem.cell ?? '') + problem.message}>
              {problem.cell && <strong>{problem.sheet ? `${problem.sheet}!` : ''}{problem.cell} </strong>}
              {problem.message}
            </li>
          ))}
        </ul>
      </Alert>
    );
  }
  const red = trial.cases.filter((one) => !one.passed).length;
  return (
    <>
      <Alert isInline isPlain variant="success" title={words.sound} />
      {trial.cases.length === 0 ? (
        <p>{words.noCases}</p>
      ) : (
        <>
        <p>{words.cases}: {trial.cases.length - red} {words.green}, {red} {words.red}</p>
        <Table aria-label={words.cases} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.cases}</Th>
              <Th>{words.came}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {trial.cases.map((one) => (
              <Tr key={one.place}>
                <Td dataLabel={words.cases}>
                  <Label color={one.passed ? 'green' : 'red'}>{one.passed ? words.green : words.red}</Label> {one.name}
                </Td>
                <Td dataLabel={words.came}>{one.message}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
        </>
      )}
    </>
  );
}
