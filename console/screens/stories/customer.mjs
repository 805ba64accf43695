import assert from 'node:assert/strict';
import { title } from './seen.mjs';

export async function customer({ page, shot, accessible }) {
  await title(page, 'Overview');
  await page.getByRole('button', { name: 'demo-1' }).first().waitFor();
  await accessible('own devices');
  await shot('customer-overview');
  const refused = await page.request.get(new URL('/api/v1/dead-letters', page.url()).href);
  assert.equal(refused.status(), 403);
  const page403 = await page.request.get(new URL('/operator/devices', page.url()).href);
  assert.equal(page403.status(), 403);
}
