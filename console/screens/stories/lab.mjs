import { forgive, text, title } from './seen.mjs';

export async function lab({ page, shot, accessible, complaints }) {
  const open = (path) => page.goto(new URL(`/lab/${path}`, page.url()).href);
  await open('playground?product=prod-a&hex=01+4E+02+03+E8+09');
  await title(page, 'Decode playground');
  await page.getByRole('button', { name: 'Decode' }).click();
  await text(page, 'does not know this tag');
  await shot('lab-playground-problem');
  await page.getByLabel('Bytes as hex').fill('01 4E 02 03 E8');
  await page.getByRole('button', { name: 'Decode' }).click();
  await text(page, '"tempC": 78');
  await page.locator('[title="4: rpm"]').waitFor();
  await accessible('playground');
  await shot('lab-playground');
  await open('explorer?device=demo-1');
  await title(page, 'Explorer');
  await page.getByText('Show as table').click();
  await page.locator('td', { hasText: '83' }).first().waitFor();
  await accessible('explorer');
  await open('explorer?device=demo-1&span=24h');
  await text(page, 'Each point stands for');
  await page.locator('canvas').first().waitFor();
  await accessible('explorer of a span');
  await shot('lab-explorer');
  await open('aggregates?product=prod-a');
  await title(page, 'Aggregates');
  await page.getByLabel('Window').waitFor();
  await accessible('aggregates');
  await shot('lab-aggregates');
  await open('distribution?product=prod-a&x=tempC');
  await title(page, 'Distribution');
  await page.getByRole('button', { name: 'Compute' }).click();
  await page.locator('canvas, .pf-v6-c-empty-state').first().waitFor();
  await accessible('distribution');
  await shot('lab-distribution');
  await formulas({ page, shot, accessible, open });
  forgive(complaints, /status of 400/);
  await open('cold');
  await title(page, 'Cold SQL');
  await page.getByLabel('SQL', { exact: true }).fill("SELECT 'a' AS kind, range AS count FROM range(3)");
  await page.getByRole('button', { name: 'Run' }).click();
  await text(page, '3 rows');
  await page.getByText('Chart', { exact: true }).click();
  await page.locator('canvas').first().waitFor();
  await accessible('cold SQL');
  await shot('lab-cold');
  await open('shadows?device=demo-1');
  await title(page, 'Shadow history');
  await text(page, 'Move the two sliders');
  await accessible('shadow history');
  await shot('lab-shadows');
  forgive(complaints, /status of 404/);
}

async function formulas({ page, shot, accessible, open }) {
  await open('formulas?id=new');
  await title(page, 'Formulas');
  await page.getByLabel('Id', { exact: true }).fill('screens-story');
  await page.getByLabel('Formula', { exact: true }).fill('mean(tempC) *');
  await page.getByRole('button', { name: 'Try', exact: true }).first().click();
  await page.getByLabel(/^at position/).waitFor();
  await accessible('formulas');
  await shot('lab-formulas');
}
