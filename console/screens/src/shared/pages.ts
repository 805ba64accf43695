import { useInfiniteQuery } from '@tanstack/react-query';
import { read, type Page, type Query } from './api';

/** A list that grows page by page, as the API's cursors give it. */
export function usePages<T>(path: string, query: Query, refreshMs?: number) {
  const pages = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam }) => read<Page<T>>(path, { ...query, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: refreshMs,
  });
  return { ...pages, items: pages.data?.pages.flatMap((page) => page.items) ?? [] };
}
