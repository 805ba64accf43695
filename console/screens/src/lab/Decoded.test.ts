import { expect, it } from 'vitest';
import { fieldsOfBytes } from './Decoded';

it('names the field of each byte, and all that share one', () => {
  const places = [
    { field: 'tempC', offset: 1, length: 1 },
    { field: 'rpm', offset: 3, length: 2 },
    { field: 'low', offset: 5, length: 1 },
    { field: 'high', offset: 5, length: 1 },
    { field: 'beyond', offset: 6, length: 4 },
  ];
  expect(fieldsOfBytes(places, 7)).toEqual([undefined, 'tempC', undefined, 'rpm', 'rpm', 'low, high', 'beyond']);
});
