// The open-source analyst: from a claim to who says it, side by side, down to the words, on the map no finer than the text.
import assert from 'node:assert/strict';
import { journey } from './browser.mjs';

await journey('analyst', async ({ page, open, shot, download, accessible }) => {
  // Accounts stand side by side with speaker, date and words; nothing picks a winner.
  await open('/contested?place=Kisumu');
  const accounts = page.getByRole('region', { name: 'Accounts of detained' });
  await accounts.first().waitFor();
  const said = await accounts.first().textContent();
  for (const part of ['15', '27', 'Lake Gazette']) assert.ok(said.includes(part), part);
  await shot('contested');

  // From an account to its words in the article.
  await accounts.first().getByRole('link', { name: 'Lake Gazette' }).first().click();
  const aimed = page.locator('.aimed').first();
  await aimed.waitFor();
  assert.ok(await aimed.isVisible());
  assert.match(page.url(), /at=\d+-\d+/);
  const shared = page.url();

  // A line of the picture and its words point at each other.
  const line = page.getByRole('complementary', { name: 'What the article tells' }).locator('a.item').first();
  await line.hover();
  assert.ok(await page.locator('.piece.active').count() > 0);
  await page.locator('.piece.u-event').first().hover();
  assert.ok(await page.locator('aside li.active').count() > 0);
  await shot('article');

  // The original stands beside the article, as text; words chosen in the one are marked in the other.
  const chosen = (await page.locator('.body .aimed').first().textContent()).slice(0, 20);
  await page.getByRole('link', { name: 'The original beside it' }).click();
  const original = page.getByRole('complementary', { name: 'The original' });
  await original.locator('.source .aimed').waitFor();
  assert.ok((await original.locator('.source .aimed').textContent()).includes(chosen), chosen);
  assert.match(await original.locator('.source').textContent(), /<html/);
  await accessible();
  await shot('original');
  await page.getByRole('link', { name: 'What the article tells beside it' }).click();
  await line.waitFor();

  // What was said says how it was said.
  assert.ok(await page.locator('.piece[title*="the speaker denies it"]').count() > 0);

  // The address is the view.
  await page.reload();
  await page.locator('.aimed').first().waitFor();
  assert.equal(page.url(), shared);

  // Event card: copies folded under their origin.
  await open('/?place=Poti&type=ASSAULT&minSources=2');
  await page.locator('a.row').first().click();
  const card = page.getByRole('complementary', { name: 'Chosen event' });
  await card.getByText(/further reports? of the same origin/).first().waitFor();
  await shot('event');

  // Why a report counts to the event is folded away, and opens from the keyboard.
  const joined = card.locator('.origins > li > .report', { hasText: 'both in the same town or site' }).first();
  const reasons = joined.getByRole('list');
  assert.equal(await reasons.isVisible(), false);
  await joined.getByText(/^Why it was joined \(score [+−]\d+\.\d\d\)$/).focus();
  await page.keyboard.press('Enter');
  await reasons.waitFor();
  const lines = await reasons.getByRole('listitem').allTextContents();
  assert.ok(lines.length > 3);
  for (const line of lines) assert.match(line, /^[+−]\d+\.\d\d .+ .+/);
  assert.match(await joined.getByRole('link', { name: /^the report of |^another sentence/ }).getAttribute('href'), /^\/articles\/.+at=\d+-\d+/);
  await joined.scrollIntoViewIfNeeded();
  await accessible();
  await shot('merge');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });

  // No sample recalls an event that another one reports, so one answer says so here; the API's own answer is tested with the server.
  await page.route(/\/api\/v1\/events\/[0-9a-f]{16}$/, async route => {
    const reply = await route.fetch(), value = await reply.json();
    value.origins.at(-1).reports[0].time = 'background';
    await route.fulfill({ response: reply, json: value });
  });
  await page.reload();
  await page.locator('a.row').first().click();
  await card.getByText('recalled as background').first().waitFor();
  assert.equal(await card.getByText('recalled as background').count(), 1);
  await page.unroute(/\/api\/v1\/events\/[0-9a-f]{16}$/);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });

  // On the map a country is an area, never a point.
  await open('/map');
  await page.locator('[data-drawn]').waitFor();
  const kenya = page.getByRole('link', { name: /^Kenya/ });
  assert.ok((await kenya.textContent()).includes('somewhere in the country'));
  await page.getByRole('button', { name: 'Poti 3', includeHidden: true }).or(page.locator('button.place', { hasText: 'Poti' })).first().waitFor();
  await shot('map');
  await page.getByRole('link', { name: /^Kisumu/ }).click();
  await page.getByRole('heading', { name: /Kisumu/ }).waitFor();
  assert.match(page.url(), /spot=Kisumu/);
  const geojson = JSON.parse(await (async () => { await page.getByText('Download', { exact: true }).click(); return download(page.getByRole('link', { name: 'geojson' })); })());
  assert.equal(geojson.type, 'FeatureCollection');

  // A day of the timeline restricts the list.
  await open('/timeline');
  await page.getByRole('link', { name: /^14 May 2026: / }).click();
  await page.waitForURL(/from=2026-05-14&to=2026-05-14/);
  await page.locator('a.row').first().waitFor();
  await shot('timeline');

  // Of a long list the rows in sight are drawn; the keyboard walks through all of it, and nothing is loaded again while the store stays the same.
  const asked = [];
  page.on('request', request => { if (request.url().includes('/api/v1/events')) asked.push(request.url()); });
  await open('/');
  const row = at => page.locator(`li[aria-posinset="${at}"] a.row`);
  await row(1).waitFor();
  const many = Number(await page.locator('li[aria-posinset]').first().getAttribute('aria-setsize'));
  assert.ok(await page.locator('a.row').count() < many, `${many} rows are all drawn`);
  await row(1).focus();
  for (let at = 1; at < many; at++) await page.keyboard.press('j');
  assert.equal(await row(many).evaluate(link => link === document.activeElement), true);
  await page.evaluate(() => scrollTo(0, 0));
  await row(1).waitFor();
  await page.keyboard.press('k');
  await page.waitForFunction(at => document.activeElement.closest('li')?.ariaPosInSet === String(at), many - 1);
  await page.waitForTimeout(4500);
  assert.equal(asked.length, 1, asked.join('\n'));

  // Who said what, and search.
  await open('/people');
  await page.getByRole('searchbox', { name: 'Name or code' }).fill('Mwangi');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Peter Mwangi/ }).click();
  await page.getByRole('heading', { name: /Peter Mwangi/ }).waitFor();
  await page.getByText('rubber bullets').first().waitFor();
  await page.getByText('the speaker denies it').first().waitFor();
  await page.getByText(/ · to the Lake Gazette/).first().waitFor();
  await shot('people');
  await page.getByRole('searchbox', { name: /^Search/ }).fill('levy');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Articles' }).waitFor();

  // What stands in an article is text, whatever it looks like.
  await open('/articles/hostile');
  await page.getByText('<img src=x onerror=').first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.taken), undefined);
  assert.equal(await page.locator('main img').count(), 0);
  await open('/articles/hostile?beside=original');
  await page.locator('.source').getByText('img src=x').first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.taken), undefined);
  assert.equal(await page.locator('main img, main iframe, main script').count(), 0);
});
