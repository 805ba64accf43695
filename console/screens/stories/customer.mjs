import assert from 'node:assert/strict';
import { text, title } from './seen.mjs';

export async function customer({ page, shot, accessible }) {
  const open = (path) => page.goto(new URL(`/customer/${path}`, page.url()).href);
  await title(page, 'Overview');
  await page.getByRole('button', { name: /^demo-1\b/ }).first().click();
  await text(page, 'Alarms of this device');
  await page.getByRole('heading', { level: 2, name: 'demo-1' }).waitFor();
  await page.locator('canvas').first().waitFor();
  await accessible('own sites');
  await shot('customer-overview');
  await page.locator('.pf-v6-c-card ul a').first().click();
  await text(page, 'demo-1 reported');
  await accessible('story');
  await shot('customer-story');
  await open('visits');
  await title(page, 'Visits');
  await accessible('visits');
  await shot('customer-visits');
  await open('report');
  await text(page, 'Values of the month');
  await accessible('own report');
  await shot('customer-report');
  await othersStayHidden(page);
}

async function othersStayHidden(page) {
  const status = async (path) => (await page.request.get(new URL(path, page.url()).href)).status();
  assert.equal(await status('/api/v1/dead-letters'), 403);
  assert.equal(await status('/api/v1/reports/service?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z'), 403);
  assert.equal(await status('/operator/devices'), 403);
  assert.ok([403, 404].includes(await status('/api/v1/devices/screens-other/series')));
}
