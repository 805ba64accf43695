import { afterEach, expect, it, vi } from 'vitest';
import { deliver, type Drawer, type Letter } from './outbox';

class InMemoryDrawer implements Drawer {
  letters = new Map<number, Letter>();
  constructor(...letters: Letter[]) {
    letters.forEach((letter, key) => this.letters.set(key, { ...letter, key }));
  }
  async put(letter: Letter) { this.letters.set(letter.key!, letter); }
  async all() { return [...this.letters.values()].map((letter) => ({ ...letter })); }
  async remove(key: number) { this.letters.delete(key); }
}

const letter = (order: string, verb: string): Letter => ({ order, verb, body: {}, photos: [] });
const asked: string[] = [];

function hub(answer: (url: string) => [status: number, body: object]) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    asked.push(`${request.method} ${url.replace('/api/v1/dispatch-orders/', '')}`);
    const [status, body] = answer(url);
    if (status === 0) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(body), { status });
  });
}

afterEach(() => vi.unstubAllGlobals());

it('keeps what finds no connection, in its order', async () => {
  const drawer = new InMemoryDrawer(letter('o-1', 'enroute'), letter('o-1', 'start'));
  hub(() => [0, {}]);
  await deliver(drawer);
  expect(drawer.letters.size).toBe(2);
  expect(asked).toEqual(['POST o-1/enroute']);
  hub(() => [200, {}]);
  await deliver(drawer);
  expect(drawer.letters.size).toBe(0);
  expect(asked).toEqual(['POST o-1/enroute', 'POST o-1/start']);
});

it('counts a step as sent that the hub has taken though its answer was lost', async () => {
  const drawer = new InMemoryDrawer(letter('o-1', 'start'));
  hub((url) => (url.endsWith('/start') ? [409, { detail: 'the order is started' }] : [200, { stage: 'started' }]));
  await deliver(drawer);
  expect(drawer.letters.size).toBe(0);
});

it('keeps what the hub refuses with its reason, and goes on with other visits', async () => {
  const drawer = new InMemoryDrawer(letter('o-1', 'start'), letter('o-1', 'complete'), letter('o-2', 'enroute'));
  hub((url) => (url.endsWith('o-1/start') ? [409, { detail: 'not yours' }] : [200, { stage: 'assigned' }]));
  await deliver(drawer);
  expect([...drawer.letters.values()].map((each) => [each.verb, each.refused])).toEqual([['start', 'not yours'], ['complete', undefined]]);
  expect(asked).toEqual(['POST o-1/start', 'GET o-1', 'POST o-2/enroute']);
});
