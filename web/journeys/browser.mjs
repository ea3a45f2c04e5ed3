// What the journeys share: a browser, a page that may ask nobody but the server, checks, screenshots.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs a journey in a page of its own; whatever goes wrong ends the process with status 1. */
export async function journey(name, walk, { colorScheme = 'light' } = {}) {
  mkdirSync(screenshots, { recursive: true });
  const args = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath: process.env.SITREP_TEST_CHROMIUM ?? '/usr/bin/chromium', args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, acceptDownloads: true });
  page.setDefaultTimeout(15_000);
  const outside = [], faults = [];
  // The browser's own requests for a page are all seen here, also those that the policy would stop.
  page.on('request', request => { if (!request.url().startsWith(`${base}/`) && !/^(data|blob):/.test(request.url())) outside.push(request.url()); });
  page.on('pageerror', error => faults.push(error.stack));
  page.on('console', message => { if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`); });
  try {
    await walk({
      page,
      open: path => page.goto(base + path),
      shot: async part => page.screenshot({ path: join(screenshots, `${name}-${part}.png`) }),
      download: async link => {
        const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
        return readFileSync(await file.path(), 'utf8');
      },
      accessible: () => accessible(page),
    });
    assert.deepEqual(outside, [], 'requests to others than the server');
    assert.deepEqual(faults, [], 'errors in the page');
    console.log(`${name}: walked to its end`);
  } catch (error) {
    await page.screenshot({ path: join(screenshots, `${name}-failed.png`) }).catch(() => {});
    console.error(`${name}: ${error.stack}\nerrors in the page: ${faults.join('\n')}\nat ${page.url()}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

async function accessible(page) {
  // A script tag would need a looser policy than the page has; evaluate does not.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(v => v.impact === 'serious' || v.impact === 'critical');
  assert.deepEqual(serious.map(v => `${v.id} at ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join('; ')}: ${v.nodes[0]?.failureSummary ?? ''}`), [], `accessibility of ${page.url()}`);
}
