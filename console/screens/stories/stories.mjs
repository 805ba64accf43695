import assert from 'node:assert/strict';

const text = (page, said) => page.getByText(said, { exact: false }).first().waitFor();
const title = (page, said) => page.getByRole('heading', { level: 1, name: said }).waitFor();

/** What each role does first every day. The hub has to have: an open alarm, a dead letter, a visit for the technician. */
export const stories = {
  async service({ page, shot, accessible }) {
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
  },

  async lab({ page, shot, accessible }) {
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
  },

  async operator({ page, shot, accessible }) {
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
  },

  async technician({ page, shot, accessible }) {
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
  },

  async customer({ page, shot, accessible }) {
    await title(page, 'Overview');
    await page.getByRole('button', { name: 'demo-1' }).first().waitFor();
    await accessible('own devices');
    await shot('customer-overview');
    const refused = await page.request.get(new URL('/api/v1/dead-letters', page.url()).href);
    assert.equal(refused.status(), 403);
    const page403 = await page.request.get(new URL('/operator/devices', page.url()).href);
    assert.equal(page403.status(), 403);
  },

  async analyst({ page, shot, accessible }) {
    await title(page, 'Rule tables');
    await text(page, 'prod-a');
    await accessible('rule tables');
    await shot('analyst-tables');
  },
};
