import { afterEach, expect, it, vi } from 'vitest';
import { address, ApiProblem, forgeryToken, read, send } from './api';

afterEach(() => vi.unstubAllGlobals());

it('leaves out what nobody asked for', () => {
  expect(address('/alarms', { state: '', severity: 'high', limit: 50, device: undefined })).toBe('/api/v1/alarms?severity=high&limit=50');
});

it('gives the problem as the hub tells it', async () => {
  const told = { title: 'Bad Request', detail: 'one field is wrong', problems: [{ field: 'from', message: 'is no time' }] };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(told), { status: 400 }));
  const problem = await read('/alarms').catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect((problem as ApiProblem).fields).toEqual(told.problems);
});

it('gives a problem even when the answer is no JSON', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>gateway</html>', { status: 502, statusText: 'Bad Gateway' }));
  await expect(read('/alarms')).rejects.toMatchObject({ status: 502, title: 'Bad Gateway' });
});

it('sends the forgery token with what changes something', async () => {
  document.cookie = 'XSRF-TOKEN=a%2Fb';
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    asked.push(request);
    return new Response('{}', { status: 200 });
  });
  await send('POST', '/alarms/1/ack', {});
  expect(forgeryToken()).toBe('a/b');
  expect(asked[0]!.headers).toMatchObject({ 'X-XSRF-TOKEN': 'a/b' });
});
