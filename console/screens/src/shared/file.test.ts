import { expect, it } from 'vitest';
import { csv } from './file';

it('quotes what needs it and lets no text become a formula', () => {
  expect(csv(['a', 'b'], [['x,y', 'say "hi"'], ['=1+1', -5], [null, undefined]])).toBe('a,b\r\n"x,y","say ""hi"""\r\n\'=1+1,-5\r\n,\r\n');
});
