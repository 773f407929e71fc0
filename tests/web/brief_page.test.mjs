// Looks at a brief in a browser: footnotes by keyboard, dark mode, print, and no request to another host.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const servanda = resolve(root, process.env.SERVANDA ?? 'build/dev/servanda');
const folder = mkdtempSync(join(tmpdir(), 'servanda-web-'));
const file = join(folder, 'brief.html');
const address = pathToFileURL(file).href;
let browser;

before(async () => {
  execFileSync(servanda, ['brief', 'RUS', 'IRN', join(root, 'data/examples/russia-iran'), '-o', file, '--quiet']);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function open(options = {}) {
  const page = await browser.newPage(options);
  const asked = [], failed = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => failed.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && failed.push(message.text()));
  await page.goto(address);
  return { page, asked, failed };
}

test('asks nothing of another host and makes no error', async () => {
  const { page, asked, failed } = await open();
  await page.waitForTimeout(200);
  assert.deepEqual(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')), []);
  assert.deepEqual(failed, []);
  await page.close();
});

test('every number leads to a note, and every note back to its first number', async () => {
  const { page } = await open();
  const lost = await page.evaluate(() => [...document.querySelectorAll('sup a, a.back, nav a')].map((a) => a.hash).filter((hash) => !document.getElementById(hash.slice(1))));
  assert.deepEqual(lost, []);
  const twice = await page.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i); });
  assert.deepEqual(twice, []);
  assert.ok((await page.locator('ol.sources > li').count()) > 20);
  const bare = await page.evaluate(() => [...document.querySelectorAll('section:not(#sources) ul.told > li, section:not(#sources) > p:not(.note)')].filter((e) => !e.querySelector('sup a')).map((e) => e.textContent));
  assert.deepEqual(bare, [], 'a sentence without a note');
  await page.close();
});

test('the keyboard opens a note beside its number, Escape closes it, Enter goes to it', async () => {
  const { page } = await open({ viewport: { width: 900, height: 700 } });
  const link = page.locator('sup a').first();
  await link.focus();
  await page.waitForSelector('#peek');
  assert.equal(await link.getAttribute('aria-describedby'), 'peek');
  const note = page.locator(await link.getAttribute('href'));
  assert.ok((await page.locator('#peek').innerText()).length > 10);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#peek').count(), 0);
  await page.keyboard.press('Enter');
  assert.ok(await note.evaluate((e) => e.matches(':target')));
  const first = await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); return document.querySelector('nav a').textContent; });
  assert.equal(first, 'What happened');
  await page.close();
});

test('is dark where the reader asks for it, with enough contrast', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await open({ colorScheme });
    const ratios = await page.evaluate(() => {
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const paper = luminance(getComputedStyle(document.body).backgroundColor);
      const ratio = (selector) => {
        const e = document.querySelector(selector);
        if (!e) return [selector, 21];
        const ink = luminance(getComputedStyle(e).color);
        return [selector, (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)];
      };
      return { dark: paper < 0.2, ratios: ['body', '.about', '.note', 'sup a', '.by', 'cite'].map(ratio) };
    });
    assert.equal(ratios.dark, colorScheme === 'dark');
    for (const [selector, ratio] of ratios.ratios) assert.ok(ratio >= 4.5, `${colorScheme} ${selector} ${ratio}`);
    await page.close();
  }
});

test('fits a telephone without scrolling sideways', async () => {
  const { page } = await open({ viewport: { width: 360, height: 700 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.close();
});

test('prints on A4', async () => {
  const { page } = await open();
  const pdf = join(folder, 'brief.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const box = readFileSync(pdf, 'latin1').match(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/);
  assert.ok(Math.abs(box[1] - 595) < 2 && Math.abs(box[2] - 842) < 2, `${box[1]} x ${box[2]}`);
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await page.locator('nav').isVisible()));
  await page.close();
});
