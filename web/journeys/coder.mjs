// The conflict-data coder: through the queue without leaving the keyboard, every decision with its reason, then the rows for the sheet.
import assert from 'node:assert/strict';
import { journey } from './browser.mjs';

await journey('coder', async ({ page, open, shot, download }) => {
  const keyboard = page.keyboard;
  const toRead = async () => Number((await page.getByText(/^[1-9]\d* events? to read/).textContent()).match(/\d+/)[0]);
  const until = async count => page.getByText(new RegExp(`^${count} events? to read`)).waitFor();
  const told = text => page.getByRole('status').filter({ hasText: text }).waitFor();

  await open('/review?type=ASSAULT&place=Poti&minSources=2');
  const card = page.locator('article.card');
  await card.getByRole('cell', { name: /^12\b.* May 2026/ }).waitFor();

  // The first card proposes code, date and place with their precision, figures, and the sentences behind them.
  const words = await card.textContent();
  for (const part of ['CAMEO', 'to the day', 'the place itself', 'low', 'high', 'coded by']) assert.ok(words.includes(part), part);
  assert.ok(await card.locator('blockquote mark').count() > 0);
  await shot('card');

  await page.getByRole('textbox', { name: 'Decided by' }).fill('A. Coder');
  await keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());

  // One figure is changed; its source sentence stays.
  const sentences = await card.locator('blockquote').allTextContents();
  await keyboard.press('e');
  await page.getByRole('combobox', { name: 'Field' }).selectOption('killed');
  await page.getByRole('textbox', { name: 'New value' }).fill('6-8');
  await page.getByRole('textbox', { name: 'Reason' }).fill('governor six, hospital eight');
  await shot('edit');
  await keyboard.press('Enter');
  await told('killed changed');
  await card.getByText('low6best–high8').or(card.locator('.range').filter({ hasText: '8' })).first().waitFor();
  assert.deepEqual(await card.locator('blockquote').allTextContents(), sentences);
  await page.getByText('governor six, hospital eight').waitFor();

  // Accept, reject and undo.
  await open('/review');
  const all = await toRead();
  await keyboard.press('a');
  await until(all - 1);
  await keyboard.press('n');
  await keyboard.press('r');
  await page.getByRole('textbox', { name: 'Reason' }).fill('an opinion, no event');
  await keyboard.press('Enter');
  await until(all - 2);
  await keyboard.press('u');
  await until(all - 1);
  await told('Undone: reject');

  // Two candidates that are one event are joined, and taken apart again.
  await keyboard.press('m');
  const choice = page.getByRole('radio').first();
  await choice.waitFor();
  await choice.check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('the same talks');
  await shot('merge');
  await keyboard.press('Enter');
  await until(all - 2);
  await keyboard.press('u');
  await until(all - 1);

  // A decision without a reason is not taken.
  await keyboard.press('r');
  await keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Give the reason' }).waitFor();
  await keyboard.press('Escape');

  // The rows for the sheet hold what was decided.
  await open('/?place=Poti');
  await page.getByText('Download', { exact: true }).click();
  const csv = await download(page.getByRole('link', { name: 'csv', exact: true }));
  assert.match(csv.split('\r\n')[0], /^id,status,documents,independent_sources/);
  const acled = await download(page.getByRole('link', { name: 'acled', exact: true }));
  assert.match(acled.split('\r\n')[0], /event_id_cnty/);
});
