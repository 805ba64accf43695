import { text, title } from './seen.mjs';

export async function service({ page, shot, accessible }) {
  await title(page, 'Overview');
  await text(page, 'Open alarms');
  await accessible('overview');
  await shot('service-overview');
  await page.goto(new URL('/service/alarms?severity=high', page.url()).href);
  await title(page, 'Alarms');
  await page.getByRole('link', { name: 'temp-threshold-prod-a' }).first().click();
  await title(page, 'temp-threshold-prod-a');
  await text(page, 'What happened');
  const acknowledge = page.getByRole('button', { name: 'Acknowledge' });
  if (await acknowledge.isEnabled()) await acknowledge.click();
  await text(page, 'Seen');
  await accessible('alarm');
  await shot('service-alarm');
  await page.goto(new URL('/service/dispatch', page.url()).href);
  await title(page, 'Dispatch board');
  await accessible('dispatch board');
  await shot('service-dispatch');
}
