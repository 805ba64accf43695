import { title } from './seen.mjs';

export async function technician({ page, shot, accessible }) {
  await title(page, 'Today');
  const cards = page.locator('.pf-v6-c-card').filter({ hasText: 'Screens story' });
  await cards.first().waitFor();
  const visits = await cards.count();
  const device = await cards.first().getByRole('heading').innerText();
  const card = page.locator('.pf-v6-c-card').filter({ has: page.getByRole('heading', { name: device, exact: true }) });
  for (const step of ['Accept', 'On my way', 'Start work']) await card.getByRole('button', { name: step }).click();
  await card.getByLabel('What was it?').selectOption({ index: 1 });
  await card.getByLabel('Comment').fill('fan replaced');
  await accessible('today');
  await shot('technician-today');
  await card.getByRole('button', { name: 'Done' }).click();
  await page.waitForFunction((before) => [...document.querySelectorAll('.pf-v6-c-card')].filter((each) => each.textContent.includes('Screens story')).length < before, visits);
}
