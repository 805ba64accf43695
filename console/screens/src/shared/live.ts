import { useEffect, useRef, useState } from 'react';
import { address } from './api';

export type Topic = 'readings' | 'alarms' | 'dispatches' | 'notices';

/** The hub says every 15 s that it is there; a line that says nothing for so long is dead, whatever the browser thinks. */
const SILENT_MS = 40_000;

export interface LiveState {
  fresh: boolean;
}

/**
 * Follows what happens in the hub, of one device when one is named. The browser reconnects by itself and names the last event it has,
 * so what happened meanwhile is replayed; when that is no longer possible `onGap` is called and the page reads everything anew.
 */
export function useLive<T>(topics: Topic[], onEvent: (topic: Topic, data: T) => void, onGap: () => void, device = ''): LiveState {
  const [fresh, setFresh] = useState(false);
  const listener = useRef({ onEvent, onGap });
  listener.current = { onEvent, onGap };
  const key = topics.join(',');

  useEffect(() => {
    const source = new EventSource(address('/live', { topics: key, device }));
    let heard = Date.now();
    const alive = () => {
      heard = Date.now();
      setFresh(true);
    };
    source.onopen = alive;
    source.onerror = () => setFresh(false);
    source.addEventListener('beat', alive);
    const watch = setInterval(() => Date.now() - heard > SILENT_MS && setFresh(false), 5_000);
    source.addEventListener('resync', () => listener.current.onGap());
    for (const topic of key.split(',') as Topic[]) {
      source.addEventListener(topic, (event) => {
        alive();
        listener.current.onEvent(topic, JSON.parse((event as MessageEvent).data));
      });
    }
    return () => {
      clearInterval(watch);
      source.close();
    };
  }, [key, device]);

  return { fresh };
}
