import { text, title } from './seen.mjs';

export async function lab({ page, shot, accessible }) {
  await page.goto(new URL('/lab/playground?product=prod-a', page.url()).href);
  await title(page, 'Decode playground');
  await page.getByLabel('Bytes as hex').fill('01 4E 02 03 E8');
  await page.getByRole('button', { name: 'Decode' }).click();
  await text(page, '"tempC": 78');
  await accessible('playground');
  await shot('lab-playground');
  await page.goto(new URL('/lab/explorer?device=demo-1', page.url()).href);
  await title(page, 'Explorer');
  await page.getByText('Show as table').click();
  await page.locator('td', { hasText: '83' }).first().waitFor();
  await accessible('explorer');
  await shot('lab-explorer');
}
