import { ApiProblem, read, send } from '../shared/api';
import { bring } from './photo';

/** One step of a visit that the technician took, kept until the hub has it. */
export interface Letter {
  key?: number;
  order: string;
  verb: string;
  version?: number;
  body: Record<string, unknown>;
  /** Photos that are not with the hub yet; what is brought becomes an id in the body. */
  photos: Blob[];
  /** What the hub said against it, where trying again would not help. */
  refused?: string;
}

export interface Drawer {
  put(letter: Letter): Promise<void>;
  all(): Promise<Letter[]>;
  remove(key: number): Promise<void>;
}

/** Letters in the browser's own database, so that neither a dead spot nor a closed page loses them. */
export function browserDrawer(): Drawer {
  const open = new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open('technician', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('letters', { keyPath: 'key', autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const run = async <T>(mode: IDBTransactionMode, ask: (letters: IDBObjectStore) => IDBRequest<T>) => {
    const letters = (await open).transaction('letters', mode).objectStore('letters');
    return new Promise<T>((done, failed) => {
      const request = ask(letters);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  };
  return {
    put: async (letter) => void (await run('readwrite', (letters) => letters.put(letter))),
    all: () => run('readonly', (letters) => letters.getAll() as IDBRequest<Letter[]>),
    remove: async (key) => void (await run('readwrite', (letters) => letters.delete(key))),
  };
}

/**
 * Sends what waits, in the order it was written; stops at the first that finds no connection. A step that the hub has already taken,
 * because its answer was lost on the way, counts as sent; what it refuses stays, with the reason, and holds up nothing of other visits.
 * Answers with what has been sent.
 */
export async function deliver(drawer: Drawer): Promise<Letter[]> {
  const taken: Letter[] = [];
  const held = new Set<string>();
  for (const letter of await drawer.all()) {
    if (letter.refused || held.has(letter.order)) {
      held.add(letter.order);
      continue;
    }
    try {
      await hand(letter, drawer);
      await drawer.remove(letter.key!);
      taken.push(letter);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status >= 500 || problem.status === 429 || problem.status === 401) return taken;
      held.add(letter.order);
      if (await isTaken(letter).catch(() => false)) await drawer.remove(letter.key!);
      else await drawer.put({ ...letter, refused: problem.detail || problem.title });
    }
  }
  return taken;
}

async function hand(letter: Letter, drawer: Drawer): Promise<void> {
  while (letter.photos.length > 0) {
    const id = await bring(letter.photos[0]!);
    letter.photos = letter.photos.slice(1);
    letter.body = { ...letter.body, photos: [...((letter.body.photos as string[]) ?? []), id] };
    await drawer.put(letter);
  }
  await send('POST', `/dispatch-orders/${encodeURIComponent(letter.order)}/${letter.verb}`, letter.body);
}

const REACHED: Record<string, string[]> = {
  enroute: ['enroute', 'started', 'completed'],
  start: ['started', 'completed'],
  complete: ['completed'],
};

async function isTaken(letter: Letter): Promise<boolean> {
  const order = await read<{ stage: string; acceptedAt?: string }>(`/dispatch-orders/${encodeURIComponent(letter.order)}`);
  return (REACHED[letter.verb] ?? []).includes(order.stage) || (letter.verb === 'accept' && order.acceptedAt !== undefined);
}
