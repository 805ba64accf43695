import { text, title } from './seen.mjs';

export async function service({ page, shot, accessible }) {
  const open = (path) => page.goto(new URL(`/service/${path}`, page.url()).href);
  await title(page, 'Overview');
  await text(page, 'Open alarms');
  await text(page, 'Availability');
  await page.locator('canvas').first().waitFor();
  await accessible('overview');
  await shot('service-overview');
  await open('alarms?severity=high');
  await title(page, 'Alarms');
  await page.getByRole('link', { name: 'temp-threshold-prod-a' }).first().click();
  await title(page, 'temp-threshold-prod-a');
  await text(page, 'What happened');
  const acknowledge = page.getByRole('button', { name: 'Acknowledge' });
  if (await acknowledge.isEnabled()) await acknowledge.click();
  await text(page, 'Seen');
  await accessible('alarm');
  await shot('service-alarm');
  await open('dispatch');
  await title(page, 'Dispatch board');
  await text(page, 'In time:');
  await accessible('dispatch board');
  await shot('service-dispatch');
  await open('customers?name=customer-1&customer=customer-1');
  await title(page, 'Customers');
  await page.locator('table').first().waitFor();
  await accessible('customers');
  await shot('service-customers');
  await open('report');
  await page.getByRole('heading', { level: 1, name: /^Monthly report \d{4}-\d{2}$/ }).waitFor();
  await text(page, 'Screens story');
  await accessible('monthly report');
  await shot('service-report');
}
