import { useSearchParams } from 'react-router-dom';

/** Filters live in the address, so that a link shows another person the same. */
export function useFilter(name: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const change = (value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  return [search.get(name) ?? '', change];
}
