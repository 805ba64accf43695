import { text, title } from './seen.mjs';

const TABLE = 'prod-a.alarm.drl.csv';

export async function analyst({ page, shot, accessible }) {
  await title(page, 'Rule tables');
  await text(page, 'prod-a');
  await accessible('rule tables');
  await shot('analyst-tables');
  await page.getByRole('link', { name: TABLE }).click();
  await title(page, TABLE);

  const limit = page.getByLabel('Above, temp-threshold-prod-a', { exact: true });
  await limit.fill('8O');
  await text(page, "'8O' is not a number");
  await page.locator('td.bad').waitFor();
  await accessible('a table with a problem');
  await shot('analyst-problem');
  await limit.fill('90');
  await text(page, '1 red');
  await limit.fill('79');
  await text(page, '0 red');
  await accessible('a table that was tried');
  await shot('analyst-edit');
  await page.getByLabel('Why (comment)').fill('hotter days');
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await text(page, 'is shown; version');

  await page.getByRole('tab', { name: 'Backtest' }).click();
  await page.getByRole('button', { name: 'Start backtest' }).click();
  await page.getByText('Finished').first().waitFor({ timeout: 40_000 });
  await accessible('backtest');
  await shot('analyst-backtest');

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: /^Compare with what is in force/ }).first().click();
  await page.getByRole('grid', { name: 'Changed cells' }).waitFor();
  await page.getByRole('button', { name: /^Publish … / }).first().click();
  await page.getByLabel('Now, for all devices').check();
  await accessible('publishing');
  await shot('analyst-versions');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const latest = page.getByRole('list', { name: 'History' }).getByRole('listitem').first();
  await latest.filter({ hasText: 'put in force' }).waitFor();
  await page.getByRole('button', { name: /^Roll back to it/ }).last().click();
  await latest.filter({ hasText: 'rolled back to' }).waitFor();

  await page.goto(new URL('/analyst/precision', page.url()).href);
  await title(page, 'Rule precision');
  await accessible('rule precision');
  await shot('analyst-precision');
}
