import { useQueryClient } from '@tanstack/react-query';
import { useLive } from './live';
import { usePages } from './pages';
import type { DispatchOrder } from './types';

/** The visits that the caller may see, and whether what is shown is live. */
export function useVisits() {
  const orders = usePages<DispatchOrder>('/dispatch-orders', { limit: 200 }, 30_000);
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['/dispatch-orders'] });
  const { fresh } = useLive<DispatchOrder>(['dispatches'], again, again);
  return { orders, fresh };
}
