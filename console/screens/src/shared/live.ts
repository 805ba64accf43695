import { useEffect, useRef, useState } from 'react';
import { address } from './api';

export type Topic = 'readings' | 'alarms' | 'dispatches' | 'notices';

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
    source.onopen = () => setFresh(true);
    source.onerror = () => setFresh(false);
    source.addEventListener('resync', () => listener.current.onGap());
    for (const topic of key.split(',') as Topic[]) {
      source.addEventListener(topic, (event) => listener.current.onEvent(topic, JSON.parse((event as MessageEvent).data)));
    }
    return () => source.close();
  }, [key, device]);

  return { fresh };
}
