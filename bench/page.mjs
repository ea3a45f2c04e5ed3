// Measures how smooth the list stays with many events: node bench/page.mjs ADDRESS [ROWS]. ADDRESS is of a running server (sitrep serve).
import { createRequire } from 'node:module';

const require = createRequire(new URL('../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const [address, rows = '10000'] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.SITREP_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.setDefaultTimeout(300_000);
const began = performance.now();
await page.goto(address);
await page.locator('a.row').first().waitFor();
console.log(`first events after ${Math.round(performance.now() - began)} ms`);
// The list extends itself when its end comes near; of its rows those in sight are drawn, and each tells its number.
const last = () => page.evaluate(() => Number([...document.querySelectorAll('li[aria-posinset]')].at(-1)?.ariaPosInSet));
const tall = () => page.evaluate(() => document.body.scrollHeight);
while (await last() < Number(rows)) {
  const before = await tall();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForFunction(height => document.body.scrollHeight > height, before);
}
const listed = await last();
console.log(`${listed} events in the list, ${await page.locator('a.row').count()} of them drawn`);
// By the clock, which other programs of the machine slow down, and by the processor time of the page's own thread, which they hardly do.
const thread = await page.context().newCDPSession(page);
await thread.send('Performance.enable', { timeDomain: 'threadTicks' });
const spent = async () => (await thread.send('Performance.getMetrics')).metrics.find(m => m.name === 'TaskDuration').value * 1000;
const FRAMES = 300;
async function frames(what, jump) {
  const before = await spent();
  const taken = await page.evaluate(async ([count, jump]) => {
    const taken = [];
    if (!jump) scrollTo(0, 0);
    let last = await new Promise(requestAnimationFrame);
    for (let i = 0; i < count; i++) {
      if (jump) scrollTo(0, document.body.scrollHeight * ((i * 7919 % count) / count) + (i % 2) * 400); else scrollBy(0, 60);
      const now = await new Promise(requestAnimationFrame);
      taken.push(now - last);
      last = now;
    }
    return taken.sort((a, b) => a - b);
  }, [FRAMES, jump]);
  const at = share => taken[Math.min(FRAMES - 1, Math.floor(FRAMES * share))].toFixed(0);
  console.log(`${what}: a frame takes ${at(.5)} ms in the middle, ${at(.95)} ms at 95 %, ${at(1)} ms at most; ${((await spent() - before) / FRAMES).toFixed(1)} ms of processor time`);
}
await frames('scrolling by 60 pixels a frame', false);
await frames('jumping to another end of the list each frame', true);
const chose = performance.now();
await page.evaluate(() => scrollTo(0, 0));
await page.locator('a.row').first().click();
await page.locator('aside .card h2').first().waitFor();
console.log(`an event opens after ${Math.round(performance.now() - chose)} ms`);
await browser.close();
