import { Button, Switch } from '@patternfly/react-core';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useOwnWords } from '../shared/language';
import './grid.css';
import type { Column, RuleTable, TableProblem } from './tables';
import { words as own } from './words';

interface Props {
  table: RuleTable;
  rows: string[][];
  problems: TableProblem[];
  change: (rows: string[][]) => void;
}

/** A table's cells to edit in place; a problem stands at its cell. */
export function Grid({ table, rows, problems, change }: Props) {
  const words = useOwnWords(own);
  const [all, setAll] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const columns = table.columns ?? [];
  const used = useMemo(() => {
    const full = columns.map((column, index) => all || column.kind === 'name' || rows.some((row) => row[index]));
    return columns.map((_, index) => index).filter((index) => full[index]);
  }, [columns, rows, all]);
  const bad = new Map(problems.map((problem) => [problem.cell ?? '', problem.message]));
  const edit = (row: number, column: number, text: string) =>
    change(rows.map((cells, at) => (at === row ? cells.map((cell, index) => (index === column ? text : cell)) : cells)));
  const add = (at: number) => change([...rows.slice(0, at), columns.map(() => ''), ...rows.slice(at)]);
  const move = (event: KeyboardEvent, row: number, column: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLInputElement>(`[data-cell="${row + step}-${column}"]`)?.focus();
  };
  return (
    <>
      <Switch id="all-columns" label={words.emptyColumns} isChecked={all} onChange={(_, on) => setAll(on)} />
      <div className="hub-grid" ref={grid} tabIndex={0} role="region" aria-label={table.name}>
        <table>
          <thead>
            <tr>
              {used.map((index) => <th key={index} scope="col">{headingOf(columns[index]!)}</th>)}
              <th scope="col"><span className="pf-v6-screen-reader">{words.removeRow}</span></th>
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {used.map((index) => {
                  const column = columns[index]!;
                  const said = bad.get(`${column.letter}${(table.firstRow ?? 1) + row}`);
                  const Cell = column.kind === 'name' ? 'th' : 'td';
                  return (
                    <Cell key={index} scope={column.kind === 'name' ? 'row' : undefined} className={`${said ? 'bad' : ''} ${column.number ? 'number' : ''} ${column.kind === 'description' ? 'wide' : ''}`}>
                      <input
                        data-cell={`${row}-${index}`}
                        aria-label={`${headingOf(column)}, ${cells[0] || words.rows + ' ' + (row + 1)}`}
                        aria-invalid={said ? true : undefined}
                        title={said}
                        value={cells[index] ?? ''}
                        list={column.choices.length > 0 ? `choices-${index}` : undefined}
                        onChange={(event) => edit(row, index, event.target.value)}
                        onKeyDown={(event) => move(event, row, index)}
                      />
                    </Cell>
                  );
                })}
                <td style={{ whiteSpace: 'nowrap' }}>
                  <Button variant="plain" size="sm" aria-label={`${words.addBelow}: ${cells[0]}`} onClick={() => add(row + 1)}>+</Button>
                  <Button variant="plain" size="sm" aria-label={`${words.removeRow}: ${cells[0]}`} onClick={() => change(rows.filter((_, at) => at !== row))}>×</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {used.filter((index) => columns[index]!.choices.length > 0).map((index) => (
        <datalist key={index} id={`choices-${index}`}>
          {columns[index]!.choices.map((choice) => <option key={choice} value={choice} />)}
        </datalist>
      ))}
      <p>
        <Button variant="link" isInline onClick={() => add(rows.length)}>{words.addRow}</Button> <small>{words.hint}</small>
      </p>
    </>
  );
}

function headingOf(column: Column): string {
  return column.heading || column.letter;
}
