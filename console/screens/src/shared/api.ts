/** The hub's API as `yaml-dsl/contracts/hub-api.openapi.yaml` declares it; the only source of everything shown. */
const BASE = '/api/v1';

export type Query = Record<string, string | number | boolean | undefined>;

export interface Page<T> {
  items: T[];
  next?: string;
}

/** What went wrong, as RFC 9457 says it: the fields name what the person can mend. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly fields: { field: string; message: string }[],
  ) {
    super(detail || title);
  }
}

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return BASE + path + (text ? `?${text}` : '');
}

export function read<T>(path: string, query: Query = {}): Promise<T> {
  return ask<T>('GET', address(path, query));
}

export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, query: Query = {}): Promise<T> {
  return ask<T>(method, address(path, query), body);
}

/** The answer as a file, however the hub packs it. */
export async function fetchFile(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Blob> {
  return (await call(method, address(path), '*/*', body)).blob();
}

async function ask<T>(method: string, url: string, body?: unknown): Promise<T> {
  const answer = await call(method, url, 'application/json, application/problem+json', body);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function call(method: string, url: string, accept: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = forgeryToken();
  const answer = await fetch(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
  });
  if (answer.status === 401) {
    window.location.assign('/login');
    throw new ApiProblem(401, 'signed out', '', []);
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  try {
    const said = JSON.parse(text);
    return new ApiProblem(answer.status, said.title ?? answer.statusText, said.detail ?? '', said.problems ?? []);
  } catch {
    return new ApiProblem(answer.status, answer.statusText || `HTTP ${answer.status}`, text.slice(0, 300), []);
  }
}

/** The hub puts it into a cookie that only its own pages can read. */
export function forgeryToken(): string {
  const found = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
  return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
}
