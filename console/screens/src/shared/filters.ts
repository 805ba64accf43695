import { useSearchParams } from 'react-router-dom';

/** Filters live in the address, so that a link shows another person the same. */
export function useFilter(name: string): [string, (value: string) => void] {
  const [filters, change] = useFilters();
  return [filters.get(name) ?? '', (value) => change({ [name]: value })];
}

/** Several filters that change together; `push` makes it a step that the browser's Back undoes. */
export function useFilters(): [URLSearchParams, (changed: Record<string, string>, push?: boolean) => void] {
  const [search, setSearch] = useSearchParams();
  const change = (changed: Record<string, string>, push = false) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(changed)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: !push },
    );
  return [search, change];
}
