import { useQuery } from '@tanstack/react-query';
import { read } from '../shared/api';

/** Shapes of the rule tables' API. */
export interface Column {
  letter: string;
  heading: string;
  kind: string;
  role: string;
  number: boolean;
  choices: string[];
}

export interface RuleTable {
  name: string;
  product?: string;
  kind: 'alarm' | 'action' | 'escalation' | 'dispatch';
  version: string;
  format: 'csv' | 'xlsx' | 'yaml';
  number?: number;
  state?: string;
  base?: number;
  columns?: Column[];
  firstRow?: number;
  rows?: { row: number; cells: string[] }[];
  text?: string;
  cases: string;
  casesName: string;
  problems?: TableProblem[];
}

export interface TableProblem {
  file: string;
  sheet?: string;
  cell?: string;
  message: string;
}

export interface Version {
  number: number;
  version: string;
  state: 'draft' | 'scheduled' | 'canary' | 'published' | 'retired';
  by: string;
  at: string;
  comment: string;
  base?: number;
  due?: string;
  share?: number;
  triedAt?: string;
  inForceSince?: string;
}

export interface Versions {
  items: Version[];
  history: { number: number; action: string; at: string; by: string; comment: string }[];
}

export interface Trial {
  problems: TableProblem[];
  green?: boolean;
  cases: { name: string; place: string; passed: boolean; message: string }[];
  outcomes: { came: string[]; why: string[] }[];
}

/** What somebody has made of a table and not kept yet. */
export interface Edits {
  rows: string[][];
  text: string;
  cases: string;
}

export const pathOf = (name: string) => `/rule-tables/${encodeURIComponent(name)}`;

export function useVersions(name: string) {
  const path = `${pathOf(name)}/versions`;
  return useQuery({ queryKey: [path], queryFn: () => read<Versions>(path), refetchInterval: 5_000 });
}

export function editsOf(table: RuleTable): Edits {
  return { rows: (table.rows ?? []).map((row) => row.cells), text: table.text ?? '', cases: table.cases };
}

export function isEdited(table: RuleTable, edits: Edits): boolean {
  return JSON.stringify(editsOf(table)) !== JSON.stringify(edits);
}

/** What the API is sent of edits: the whole table, and the cases only where they were touched. */
export function bodyOf(table: RuleTable, edits: Edits) {
  const content = table.format === 'yaml' ? { text: edits.text } : { rows: edits.rows, from: table.number };
  return edits.cases === table.cases ? content : { ...content, cases: edits.cases };
}

/** `at,device,tempC` and lines below it as inputs of a trial. */
export function inputsOf(csv: string) {
  const [head, ...lines] = csv.split('\n').map((line) => line.trim()).filter(Boolean);
  const names = (head ?? '').split(',').map((name) => name.trim());
  return lines.map((line, number) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const input: { at: number; device?: string; product?: string; values: Record<string, unknown> } = { at: number, values: {} };
    names.forEach((name, column) => {
      const cell = cells[column] ?? '';
      if (cell === '') return;
      if (name === 'at') input.at = Number(cell) || 0;
      else if (name === 'device' || name === 'product') input[name] = cell;
      else input.values[name] = Number.isNaN(Number(cell)) ? cell : Number(cell);
    });
    return input;
  });
}

export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
