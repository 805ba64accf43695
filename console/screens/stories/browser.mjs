import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** A browser, and the pages of people who have signed in with it. */
export async function openBrowser(base, screenshots) {
  mkdirSync(screenshots, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    close: () => browser.close(),
    /** Somebody who has signed in before, in a browser that remembers nothing else. */
    async again(storageState) {
      const context = await browser.newContext({ viewport: WIDTHS.desktop, locale: 'en-GB', storageState });
      return { page: await context.newPage(), close: () => context.close() };
    },
    /** Signs in as somebody and follows what the browser complains about. */
    async person(name, width, language = 'en-GB') {
      const context = await browser.newContext({ viewport: WIDTHS[width], locale: language });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints = [];
      page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${base}/login`);
      await page.fill('input[name=username]', name);
      await page.fill('input[name=password]', 'demo');
      await page.click('button[type=submit]');
      await page.waitForURL((url) => !url.pathname.startsWith('/login'));
      return {
        page,
        complaints,
        close: () => context.close(),
        shot: (title) => page.screenshot({ path: `${screenshots}/${title}-${width}.png` }),
        accessible: (title) => accessible(page, title),
      };
    },
  };
}

/** Fails when axe-core finds something that keeps people from using the page. */
async function accessible(page, title) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((each) => ['serious', 'critical'].includes(each.impact));
  if (serious.length > 0) {
    const told = serious.map((each) => `${each.id}: ${each.help} at ${each.nodes.map((node) => node.target).join(', ')}`);
    throw new Error(`${title} is not accessible: ${told.join('; ')}`);
  }
}
