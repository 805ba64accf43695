// node stories/run.mjs <address of a hub> <folder for screenshots>: plays every role's story at desktop and phone width.
import { openBrowser, WIDTHS } from './browser.mjs';
import { stories } from './stories.mjs';

const [base, screenshots] = process.argv.slice(2);
const browser = await openBrowser(base, screenshots);
let failed = 0;
for (const [role, story] of Object.entries(stories)) {
  for (const width of Object.keys(WIDTHS)) {
    const person = await browser.person(role, width);
    try {
      await story(person);
      if (person.complaints.length > 0) throw new Error(`the browser complains: ${person.complaints.join(' | ')}`);
      console.log(`ok    ${role} ${width}`);
    } catch (problem) {
      failed++;
      await person.shot(`failed-${role}`);
      console.log(`FAILED ${role} ${width} at ${person.page.url()}: ${problem.message}`);
    }
    await person.close();
  }
}
const korean = await browser.person('service', 'desktop', 'ko-KR');
await korean.page.getByRole('heading', { level: 1, name: '현황' }).waitFor();
await korean.shot('service-overview-korean');
console.log('ok    service in Korean');
await browser.close();
process.exit(failed > 0 ? 1 : 0);
