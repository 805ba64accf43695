import { Button } from '@patternfly/react-core';
import { save } from './file';
import { useFilter } from './filters';
import { useWords } from './language';
import { Choose } from './Picks';
import { months } from './report';

/** The month of a report, from the address, else the newest. */
export function useMonth(): [string, (month: string) => void] {
  const [chosen, choose] = useFilter('month');
  return [chosen || months(1)[0]!, choose];
}

/** Beside a month on paper: another month, print, and the same as a file, once there is a `table`. */
export function MonthTools({ month, choose, name, table }: { month: string; choose: (month: string) => void; name: string; table?: () => string }) {
  const words = useWords().month;
  return (
    <span className="hub-noprint hub-beside">
      <Choose label={words.month} value={month} names={Object.fromEntries(months(12).map((each) => [each, each]))} change={choose} />
      <Button variant="secondary" onClick={() => window.print()}>{words.print}</Button>
      <Button variant="secondary" isDisabled={!table} onClick={() => table && save(`${name}-${month}.csv`, table())}>{words.csv}</Button>
    </span>
  );
}
