// Every view, light and dark: no serious fault of accessibility, and screenshots to look at.
import assert from 'node:assert/strict';
import { journey } from './browser.mjs';

const VIEWS = {
  events: '/', card: '/?contested=true', map: '/map', timeline: '/timeline', contested: '/contested', articles: '/articles', article: '/articles/depot-herald.html', people: '/people', changes: '/changes?since=2026-01-01',
  review: '/review', search: '/search?words=depot', nothing: '/?q=nosuchword', missing: '/nowhere',
};

// The colours are the same in all views, so the dark ones are few.
const DARK = ['card', 'map', 'article', 'review'];

for (const colorScheme of ['light', 'dark']) {
  await journey(colorScheme, async ({ page, open, shot, accessible }) => {
    for (const [name, path] of Object.entries(VIEWS).filter(([name]) => colorScheme === 'light' || DARK.includes(name))) {
      await open(path);
      await page.locator('main').locator('a.row, .sheet, .note, .quote').first().waitFor();
      await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
      if (name === 'map') await page.locator('[data-drawn]').waitFor();
      if (name === 'card') await page.locator('a.row').first().click().then(() => page.locator('aside .card h2').waitFor());
      assert.equal(await page.locator('[role=alert]').count(), 0, `${path} shows a fault`);
      await accessible();
      await shot(name);
    }
  }, { colorScheme });
}
