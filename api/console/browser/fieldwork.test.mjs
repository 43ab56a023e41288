// An evaluator on the way, on a phone: a record is written on while the net is gone and sent when it is back; a sheet is
// saved while one types, and two windows never overwrite each other.
import { test, after } from 'node:test';
import assert from 'node:assert/strict';
import { close, phone, signIn, visitor, worded } from './browser.mjs';

after(close);

const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('a record outlives a lost connection and is sent once', async () => {
  const { context, page, complaints } = await visitor({ viewport: phone });
  await signIn(page, 'pinggu1');
  await page.goto('/console/visits');
  const link = await page.locator('a[data-prepare][href$=record_visit]').first().getAttribute('href');
  const history = link.replace(/\/visits\/.*/, '?tab=history');
  const records = async () => { const other = await context.newPage(); await other.goto(history); const n = await other.getByText('家访').count(); await other.close(); return n; };
  const before = await records();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(link);
  await page.fill('[name="/place"]', '拉萨市城关区纳金路');
  await page.fill('[name="/from"]', '00:01');
  await page.fill('[name="/to"]', '00:02');
  await page.locator('[name="/shown"][value=true]').check();
  await context.setOffline(true);
  await page.fill('[name="/narrative"]', '住房三居，采光良好。');
  await page.setInputFiles('#visit-new', { name: '客厅.png', mimeType: 'image/png', buffer: photo });
  await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-kept-at]').textContent) && document.querySelector('[data-device-files] li'));
  await page.waitForTimeout(1500);

  await page.reload(); // without a net: what was typed comes from the device
  await page.waitForSelector('[data-device-files] li');
  assert.equal(await page.locator('[name="/narrative"]').inputValue(), '住房三居，采光良好。');
  assert.equal(await page.locator('[name="/place"]').inputValue(), '拉萨市城关区纳金路');
  await worded(page, 'offline');
  const stored = await page.evaluate(async () => {
    const db = await new Promise((ok) => { const r = indexedDB.open('anjia'); r.onsuccess = () => ok(r.result); });
    const all = (store) => new Promise((ok) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => ok(r.result); });
    const bytes = (await all('items')).map((x) => new TextDecoder('utf-8', { fatal: false }).decode(x.data)).join('');
    return { plain: bytes.includes('采光') || bytes.includes('narrative'), taken: (await all('keys')).some((k) => k.extractable) };
  });
  assert.deepEqual(stored, { plain: false, taken: false });

  await page.locator('.visit-end button[value=check]').click();
  await page.waitForSelector('.outbox-list li.waiting');
  await context.setOffline(false);
  await page.waitForSelector('.outbox-list li.sent');
  await page.goto('/console/visits');
  await page.waitForSelector('.outbox-list li.sent');
  assert.ok(await records() > before, 'the record is in the case');

  await page.locator('details.person summary').click();
  await page.locator('form[action$=signout] button').click();
  await page.waitForURL((u) => u.pathname.endsWith('/signin'));
  assert.ok(!(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).includes('anjia'), 'signing out deletes what was kept');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a sheet is saved while one types, and two windows are shown side by side', async () => {
  const { context, page, complaints } = await visitor();
  await signIn(page, 'pinggu1');
  await page.goto('/console/visits');
  const link = await page.locator('.field-sheet:not(:has(.tag.good)) a').first().getAttribute('href');
  await page.goto(link);
  const other = await context.newPage();
  await other.goto(link);
  const version = () => page.locator('#sheet-state').getAttribute('data-version');
  const first = await version();
  const comment = '.sheet-item textarea[name$="/comment"]';
  await page.locator(comment).first().fill('甲窗口');
  await page.waitForFunction((v) => document.querySelector('#sheet-state').dataset.version !== v, first);
  await other.locator(comment).first().fill('乙窗口'); // behind: nothing is overwritten, and nothing typed is lost
  await other.waitForSelector('.sheet-both');
  assert.match(await other.locator('.sheet-both').innerText(), /甲窗口/);
  assert.equal(await other.locator(comment).first().inputValue(), '乙窗口');
  await other.locator('.sheet-end button[value=save]').click();
  await other.waitForSelector('.notice.good');
  await page.goto(link);
  assert.equal(await page.locator(comment).first().inputValue(), '乙窗口');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a sheet is filled without a script', async () => {
  const { context, page } = await visitor({ javaScriptEnabled: false });
  await signIn(page, 'pinggu1');
  await page.goto('/console/visits');
  await page.goto(await page.locator('.field-sheet:not(:has(.tag.good)) a').first().getAttribute('href'));
  const radio = page.locator('.sheet-item input[type=radio]').last();
  await radio.check();
  await page.locator('.sheet-end button[value=save]').click();
  await page.waitForSelector('.notice.good');
  assert.ok(await page.locator('.sheet-item input[type=radio]').last().isChecked());
  await context.close();
});
