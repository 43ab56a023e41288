// What the tests of the console in a browser share: the browser, signing in, what must never happen on a page.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const require = createRequire(join(process.env.ANJIA_BROWSER_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const { AxeBuilder } = require('@axe-core/playwright');

export const base = process.env.ANJIA_BASE;
export const password = process.env.ANJIA_PASSWORD;
export const shots = process.env.ANJIA_SCREENSHOTS;
export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

let browser;
export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.ANJIA_CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run', '--font-render-hinting=none'],
  });
  return browser;
}
export async function close() { await browser?.close(); browser = undefined; }

// visitor opens a page in a context of its own. Whatever its scripts or its policy complain of fails the test in the end.
export async function visitor(options = {}) {
  const { theme = 'light', language = 'zh-CN', viewport = desk, ...rest } = options;
  const context = await (await launch()).newContext({
    baseURL: base, locale: language, colorScheme: theme, viewport, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai', ...rest,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (e) => complaints.push(`script: ${e.message}`));
  page.on('console', (m) => {
    // The browser itself notes every answer from 400 on; what the page is told is checked by the tests.
    if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) complaints.push(`console: ${m.text()}`);
  });
  return { context, page, complaints };
}

export async function signIn(page, name) {
  await page.goto('/console/signin');
  await page.fill('#name', name);
  await page.fill('#password', password);
  await page.locator('main form button.button').click();
  await page.waitForURL((u) => !u.pathname.endsWith('/signin'));
}

// accessible fails with every rule of WCAG 2.2 AA that the page breaks, each with the elements concerned.
export async function accessible(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 5).map((n) => `    ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`).join('\n')}`);
  assert.equal(told.length, 0, `${what}\n${told.join('\n')}`);
}

// worded fails when a key shows in place of its words, or when the page is wider than the window.
export async function worded(page, what) {
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /⟦/, `${what}: a word is missing: ${text.match(/⟦[^⟧]*⟧/)?.[0]}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${what}: the page is ${over} px wider than the window`);
}

export async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
