import { expect, it } from 'vitest';
import { en, ko } from './words';

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

const own = import.meta.glob<{ words: { en: object; ko: object } }>('../*/words.ts', { eager: true });
const everything: [string, object, object][] = [
  ['shared', en, ko],
  ...Object.entries(own)
    .filter(([, module]) => module.words)
    .map(([file, module]): [string, object, object] => [file, module.words.en, module.words.ko]),
];

it.each(everything)('%s says everything in Korean that it says in English', (_, english, korean) => {
  const said = new Map(leaves(korean));
  for (const [key, word] of leaves(english)) {
    expect(said.get(key), key).toBeTruthy();
    if (!['appName', 'pages.hawtio', 'language'].includes(key)) expect(said.get(key), key).not.toBe(word);
  }
});
