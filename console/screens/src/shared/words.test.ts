import { expect, it } from 'vitest';
import { en, ko } from './words';

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

it('says everything in Korean that it says in English', () => {
  const korean = new Map(leaves(ko));
  for (const [key, english] of leaves(en)) {
    expect(korean.get(key), key).toBeTruthy();
    if (!['appName', 'pages.hawtio', 'language'].includes(key)) expect(korean.get(key), key).not.toBe(english);
  }
});
