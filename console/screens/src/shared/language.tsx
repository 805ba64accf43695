import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, ko, type Words } from './words';

export type Language = 'en' | 'ko';

interface Spoken {
  language: Language;
  words: Words;
  speak: (language: Language) => void;
}

const Context = createContext<Spoken>({ language: 'en', words: en, speak: () => undefined });

/** The person's choice, else what the browser prefers. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, speak] = useState<Language>(() => {
    const chosen = localStorage.getItem('language');
    return chosen === 'ko' || chosen === 'en' ? chosen : navigator.language.startsWith('ko') ? 'ko' : 'en';
  });
  useEffect(() => {
    localStorage.setItem('language', language);
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(() => ({ language, words: language === 'ko' ? ko : en, speak }), [language]);
  return <Context.Provider value={spoken}>{children}</Context.Provider>;
}

export function useLanguage(): Spoken {
  return useContext(Context);
}

export function useWords(): Words {
  return useContext(Context).words;
}

/** The words that only one role's pages say, from that role's own words.ts. */
export function useOwnWords<T>(own: { en: T; ko: T }): T {
  return own[useContext(Context).language];
}
