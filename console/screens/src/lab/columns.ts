import { useQuery } from '@tanstack/react-query';
import { read, send, type Page } from '../shared/api';

export interface ColdTable {
  name: string;
  columns: { name: string; type: string }[];
  rows: number;
  bytes?: number;
  committedAt?: string;
}

export interface ColdAnswer {
  queryId: string;
  columns: { name: string; type: string }[];
  rows: unknown[][];
  rowCount: number;
  truncated: boolean;
  millis?: number;
}

export interface ColdQuestion {
  sql: string;
  queryId?: string;
  from?: string;
  to?: string;
  product?: string;
  limit?: number;
  format?: 'csv' | 'parquet';
}

export const askCold = (question: ColdQuestion) => send<ColdAnswer>('POST', '/cold/query', question);

export function useColdTables() {
  return useQuery({ queryKey: ['/cold/tables'], staleTime: 30_000, queryFn: () => read<Page<ColdTable>>('/cold/tables') });
}

/** The metrics that are numbers, from the type of the cold table's column: STRUCT("rpm" DOUBLE, ...). */
export function numberMetrics(tables: ColdTable[]): string[] {
  const type = tables.find((each) => each.name === 'telemetry')?.columns.find((each) => each.name === 'metrics')?.type ?? '';
  return [...type.matchAll(/"((?:[^"]|"")*)" DOUBLE(?=[,)])/g)].map((found) => found[1]!.replaceAll('""', '"')).sort();
}

/** Names and texts of a person within SQL. */
export const named = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
