import assert from 'node:assert/strict';
import { text, title } from './seen.mjs';

const at = (page, path) => page.goto(new URL(path, page.url()).href);

export async function operator({ page, shot, accessible }) {
  await flow({ page, shot, accessible });
  await at(page, '/operator/dead-letters');
  await title(page, 'Dead letters');
  await page.getByRole('button', { name: /Show them: unknown-device/ }).first().click();
  await page.locator('td', { hasText: 'unknown-device' }).first().waitFor();
  await page.getByRole('button', { name: 'What would happen?' }).click();
  await text(page, 'of these decode with the newest specification');
  await page.locator('tr', { hasText: 'screens-unknown' }).getByRole('button', { name: 'Details' }).first().click();
  await page.getByRole('button', { name: 'What would happen to this one?' }).click();
  await text(page, 'Not yet:');
  await accessible('dead letters');
  await shot('operator-dead-letters');
  await connections({ page, shot, accessible });
  for (const [path, name] of [['devices', 'Devices'], ['systems', 'Outside systems'], ['sync', 'Legacy data'], ['schedules', 'Schedules'], ['firmware', 'Firmware'], ['problems', 'Files in trouble'], ['users', 'Users'], ['api-keys', 'API keys'], ['audit', 'Audit log']]) {
    await at(page, `/operator/${path}`);
    await title(page, name);
    if (path === 'systems') await text(page, 'Warm store (PostgreSQL)');
    await accessible(name);
    await shot(`operator-${path}`);
  }
  await hawtio(page);
}

/** The map, a stage's routes, and the way into Hawtio. */
async function flow({ page, shot, accessible }) {
  await title(page, 'Flow');
  const stage = page.getByRole('button', { name: 'Receive', exact: true });
  await stage.focus();
  await page.keyboard.press('Enter');
  await text(page, 'receive-tcp');
  assert.match(page.url(), /stage=receive/);
  const link = await page.getByRole('link', { name: 'Open in Hawtio: receive-tcp', exact: true }).getAttribute('href');
  assert.match(link, /receive-tcp/);
  await accessible('flow');
  await shot('operator-flow');
}

/** This very screen's live line is among the connections, and can be ended. */
async function connections({ page, shot, accessible }) {
  await at(page, '/operator/alarms');
  await title(page, 'Alarms');
  const other = await page.context().newPage();
  await other.goto(new URL('/operator/connections?kind=live', page.url()).href);
  await title(other, 'Connections');
  const end = other.getByRole('button', { name: 'Disconnect: operator' });
  await end.first().click();
  await other.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await other.getByRole('dialog').waitFor({ state: 'hidden' });
  await other.close();
  await at(page, '/operator/connections');
  await title(page, 'Connections');
  await accessible('connections');
  await shot('operator-connections');
}

/**
 * The Hub's own page in Hawtio, with the stages of the same flow. Hawtio reads all MBeans first: on a busy machine it may still be at
 * it. A page of its own, because Hawtio asks for things that are not there and the browser complains.
 */
async function hawtio(page) {
  if (page.viewportSize().width < 1000) return;
  const other = await page.context().newPage();
  await other.goto(new URL('/actuator/hawtio/hub', page.url()).href);
  const heading = other.getByRole('heading', { name: 'IoTLink Hub' });
  await heading.waitFor({ timeout: 45_000 }).catch((late) => console.log(`Hawtio is still loading: ${late.message.split('\n')[0]}`));
  if (await heading.isVisible()) {
    await other.getByRole('cell', { name: 'standardize', exact: true }).waitFor();
    await other.getByRole('tab', { name: 'Dead letters' }).click();
    await other.getByRole('cell', { name: 'unknown-device' }).first().waitFor();
    await other.getByRole('tab', { name: 'Route versions' }).click();
    await other.getByText('routes/receive/receive-tcp.camel.yaml').first().waitFor();
  }
  await other.close();
}
