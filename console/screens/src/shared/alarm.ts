import { useQuery, useQueryClient } from '@tanstack/react-query';
import { read } from './api';
import { useLive } from './live';
import type { Alarm } from './types';

/** One alarm, asked for again whenever the hub tells that it has changed. */
export function useAlarm(id: string) {
  const path = `/alarms/${encodeURIComponent(id)}`;
  const alarm = useQuery({ queryKey: [path], queryFn: () => read<Alarm>(path) });
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: [path] });
  useLive<Alarm>(['alarms'], (_, changed) => changed.id === id && again(), again);
  return { alarm, path, again };
}
