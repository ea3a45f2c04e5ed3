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
// The list extends itself when its end comes near.
while (await page.locator('a.row').count() < Number(rows)) {
  const before = await page.locator('a.row').count();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForFunction(n => document.querySelectorAll('a.row').length > n, before);
}
const frames = await page.evaluate(async () => {
  const taken = [];
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 300; i++) {
    scrollTo(0, document.body.scrollHeight * ((i * 7919 % 300) / 300) + (i % 2) * 400);
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - last);
    last = now;
  }
  return taken.sort((a, b) => a - b);
});
console.log(`${await page.locator('a.row').count()} events in the list; 300 jumps through it: a frame takes ${frames[150].toFixed(0)} ms in the middle, ${frames[285].toFixed(0)} ms at 95 %, ${frames[299].toFixed(0)} ms at most`);
const chose = performance.now();
await page.evaluate(() => scrollTo(0, 0));
await page.locator('a.row').first().click();
await page.locator('aside .card h2').first().waitFor();
console.log(`an event opens after ${Math.round(performance.now() - chose)} ms`);
await browser.close();
