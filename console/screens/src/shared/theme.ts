import { useEffect, useState } from 'react';

/** Light or dark: the person's choice, else what the system prefers. */
export function useDark(): [boolean, (dark: boolean) => void] {
  const [dark, setDark] = useState(() => {
    const chosen = localStorage.getItem('theme');
    return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  });
  useEffect(() => {
    localStorage.setItem('theme', dark ? 'dark' : 'light');
    document.documentElement.classList.toggle('pf-v6-theme-dark', dark);
  }, [dark]);
  return [dark, setDark];
}
