// Every view, light and dark: no serious fault of accessibility, and screenshots to look at.
import assert from 'node:assert/strict';
import { journey } from './browser.mjs';

const VIEWS = {
  events: '/', card: '/?contested=true', map: '/map', timeline: '/timeline', contested: '/contested', articles: '/articles', article: '/articles/depot-herald.html', people: '/people', changes: '/changes?since=2026-01-01',
  review: '/review', search: '/search?words=depot', nothing: '/?q=nosuchword', missing: '/nowhere',
};

// Lists that are no events are downloaded as lines of JSON.
const LISTS = ['articles', 'people', 'changes'];

// The colours are the same in all views, so the dark ones are few.
const DARK = ['card', 'map', 'article', 'review'];

for (const colorScheme of ['light', 'dark']) {
  await journey(colorScheme, async ({ page, open, shot, accessible, download }) => {
    for (const [name, path] of Object.entries(VIEWS).filter(([name]) => colorScheme === 'light' || DARK.includes(name))) {
      await open(path);
      await page.locator('main').locator('a.row, .sheet, .note, .quote').first().waitFor();
      await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
      if (name === 'map') await page.locator('[data-drawn]').waitFor();
      if (name === 'card') await page.locator('a.row').first().click().then(() => page.locator('aside .card h2').waitFor());
      assert.equal(await page.locator('[role=alert]').count(), 0, `${path} shows a fault`);
      if (LISTS.includes(name)) {
        const lines = (await download(page.getByRole('button', { name: 'Download' }))).trim().split('\n');
        assert.ok(lines.every(line => Object.keys(JSON.parse(line)).length > 2), `${path} gives no lines of JSON`);
      }
      await accessible();
      await shot(name);
    }
  }, { colorScheme });
}
