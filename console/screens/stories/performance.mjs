// node stories/performance.mjs <address of a demo hub> [seconds]: how fast the first view comes, and whether live pages stay steady.
// Start the hub with `./hub demo`, and devices with `./hub send --register http://127.0.0.1:8080 --devices 1000 --rate 10000 --seconds 120`.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';

const [base, seconds = '60'] = process.argv.slice(2);
const LIMITS = { firstView: 1500, longTask: 200, blocked: 0.05, growth: 30, frames: 20 };
const browser = await openBrowser(base, mkdtempSync(join(tmpdir(), 'performance-')));
const found = [];
const check = (name, value, limit, unit, holds = value <= limit) => {
  found.push(holds);
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}: ${Math.round(value * 100) / 100} ${unit} (limit ${limit})`);
};

/** From the click on the link until the page shows what it is for, in a browser that has nothing of it yet. */
async function firstView(role, path, said) {
  const person = await browser.person(role, 'desktop');
  const cookies = await person.page.context().storageState();
  await person.close();
  const fresh = await browser.again(cookies);
  const begun = Date.now();
  await fresh.page.goto(`${base}${path}`, { waitUntil: 'commit' });
  await fresh.page.getByText(said, { exact: false }).first().waitFor();
  const shown = Date.now() - begun;
  const paint = await fresh.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  await fresh.close();
  check(`${path} first contentful paint`, paint, LIMITS.firstView, 'ms');
  check(`${path} shows '${said}'`, shown, LIMITS.firstView, 'ms');
}

/** A page that is left open while devices send: long tasks, share of time blocked, frames, and the heap after collection. */
async function steady(role, path, said) {
  const person = await browser.person(role, 'desktop');
  const { page } = person;
  const devtools = await page.context().newCDPSession(page);
  await page.goto(`${base}${path}`);
  await page.getByText(said, { exact: false }).first().waitFor();
  await page.waitForTimeout(3000);
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const before = await heap();
  await page.evaluate(() => {
    const seen = (globalThis.seen = { tasks: [], frames: 0 });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((each) => each.duration))).observe({ entryTypes: ['longtask'] });
    const frame = () => {
      seen.frames++;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.waitForTimeout(Number(seconds) * 1000);
  const { tasks, frames } = await page.evaluate(() => globalThis.seen);
  const after = await heap();
  await person.close();
  console.log(`       ${path}: ${tasks.length} long tasks, heap ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after ${seconds} s`);
  check(`${path} longest task`, Math.max(0, ...tasks), LIMITS.longTask, 'ms');
  check(`${path} time in long tasks`, tasks.reduce((sum, each) => sum + each, 0) / (Number(seconds) * 1000), LIMITS.blocked, 'of all');
  check(`${path} heap grown`, after - before, LIMITS.growth, 'MB');
  check(`${path} frames`, frames / Number(seconds), LIMITS.frames, '/s at least', frames / Number(seconds) >= LIMITS.frames);
}

await firstView('service', '/service/kpi', 'Open alarms');
await firstView('lab', '/lab/explorer', 'Explorer');
await firstView('customer', '/customer/overview', 'Overview');
await firstView('technician', '/technician/today', 'Today');
await steady('lab', '/lab/explorer?device=sim-000001', 'Show as table');
await steady('lab', '/lab/wall', 'devices');
await steady('service', '/service/alarms', 'Alarms');
await browser.close();
process.exit(found.every(Boolean) ? 0 : 1);
