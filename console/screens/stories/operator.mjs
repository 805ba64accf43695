import { text, title } from './seen.mjs';

export async function operator({ page, shot, accessible }) {
  await page.goto(new URL('/operator/dead-letters?reason=unknown-device', page.url()).href);
  await title(page, 'Dead letters');
  await page.locator('td', { hasText: 'unknown-device' }).first().waitFor();
  await page.getByRole('button', { name: 'What would happen?' }).click();
  await text(page, 'of these decode with the newest specification');
  await accessible('dead letters');
  await shot('operator-dead-letters');
  for (const [path, name] of [['devices', 'Devices'], ['schedules', 'Schedules'], ['firmware', 'Firmware'], ['problems', 'Files in trouble']]) {
    await page.goto(new URL(`/operator/${path}`, page.url()).href);
    await title(page, name);
    await accessible(name);
    await shot(`operator-${path}`);
  }
}
