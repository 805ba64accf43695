import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { browserDrawer, deliver, type Letter } from './outbox';

const AGAIN_MS = 10_000;

/** Steps on their way to the hub: sent at once, else whenever there is a connection again. */
export function useOutbox(delivered: () => void) {
  const drawer = useMemo(browserDrawer, []);
  const [letters, setLetters] = useState<Letter[]>([]);
  const [taken, setTaken] = useState<Letter[]>([]);
  const [online, setOnline] = useState(navigator.onLine);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const tell = useRef(delivered);
  tell.current = delivered;

  const flush = useCallback(() => {
    turn.current = turn.current.then(async () => {
      const sent = await deliver(drawer);
      setTaken((before) => [...before, ...sent]);
      setLetters(await drawer.all());
      if (sent.length > 0) tell.current();
    }).catch(() => undefined);
    return turn.current;
  }, [drawer]);

  useEffect(() => {
    const back = () => { setOnline(true); flush(); };
    const gone = () => setOnline(false);
    addEventListener('online', back);
    addEventListener('offline', gone);
    const again = setInterval(flush, AGAIN_MS);
    flush();
    return () => {
      removeEventListener('online', back);
      removeEventListener('offline', gone);
      clearInterval(again);
    };
  }, [flush]);

  const post = async (letter: Letter) => {
    await drawer.put(letter);
    setLetters(await drawer.all());
    await flush();
  };
  const forget = async (letter: Letter) => {
    await drawer.remove(letter.key!);
    await flush();
    tell.current();
  };
  /** The orders are known anew, and with them what was sent before. */
  const settle = useCallback(() => setTaken([]), []);
  return { letters, taken, online, post, forget, settle };
}
