import assert from 'node:assert/strict';
import { forgive, text, title } from './seen.mjs';

/** The smallest picture: one white point. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

/** A visit with a dead spot in the middle of it: nothing is lost, and the photo comes along. */
export async function technician({ page, shot, accessible, complaints }) {
  const codes = page.waitForResponse((answer) => answer.url().endsWith('/resolution-codes'));
  await page.goto(new URL('/technician/today', page.url()).href);
  await title(page, 'Today');
  await codes;
  const cards = page.locator('.pf-v6-c-card').filter({ hasText: 'Screens story' });
  await cards.first().waitFor();
  const visits = await cards.count();
  const device = await cards.first().getByRole('heading').innerText();
  const card = page.locator('.pf-v6-c-card').filter({ has: page.getByRole('heading', { name: device, exact: true }) });
  await card.getByRole('button', { name: 'Accept' }).click();
  await page.context().setOffline(true);
  for (const step of ['On my way', 'Start work']) await card.getByRole('button', { name: step }).click();
  await text(page, 'No connection');
  await text(page, 'waits to be sent');
  await card.getByLabel('What was it?').selectOption({ index: 1 });
  await card.getByLabel('Comment').fill('fan replaced');
  await card.getByLabel('Part number').fill('fan-12');
  await card.getByRole('button', { name: 'Add', exact: true }).click();
  await card.locator('input[type=file]').setInputFiles({ name: 'fan.png', mimeType: 'image/png', buffer: PHOTO });
  await text(page, '1 × fan-12');
  await text(page, 'kB');
  await accessible('today');
  await shot('technician-today');
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/complete') && answer.url().includes('/dispatch-orders/'));
  await page.context().setOffline(false);
  await card.getByRole('button', { name: 'Done' }).click();
  await page.waitForFunction((before) => [...document.querySelectorAll('.pf-v6-c-card')].filter((each) => each.textContent.includes('Screens story')).length < before, visits);
  assert.equal((await sent).status(), 200);
  forgive(complaints, /ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
}
