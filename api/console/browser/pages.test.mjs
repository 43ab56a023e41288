import { test, after } from 'node:test';
import assert from 'node:assert/strict';
import { accessible, close, desk, phone, shoot, signIn, visitor, worded } from './browser.mjs';
import { pages } from './pages.mjs';

after(close);

// Each look is a browser of its own, which signs in once for each person.
const all = [
  { theme: 'light', language: 'zh-CN', viewport: desk, name: 'light-zh' },
  { theme: 'dark', language: 'zh-CN', viewport: desk, name: 'dark-zh' },
  { theme: 'light', language: 'en', viewport: desk, name: 'light-en' },
  { theme: 'light', language: 'zh-CN', viewport: phone, name: 'phone-zh' },
  { theme: 'dark', language: 'en', viewport: phone, name: 'phone-dark-en' },
];
// ANJIA_LOOKS names some of them, while one works on a page.
const wanted = process.env.ANJIA_LOOKS?.split(',');
const looks = all.filter((l) => !wanted || wanted.includes(l.name));

for (const look of looks) {
  test(look.name, async (t) => {
    const people = new Map();
    for (const p of pages) {
      if (process.env.ANJIA_PAGES && !new RegExp(process.env.ANJIA_PAGES).test(p.name)) continue;
      await t.test(p.name, async () => {
        const who = p.as ?? '';
        if (!people.has(who)) {
          const v = await visitor(look);
          people.set(who, v);
          if (who) await signIn(v.page, who);
        }
        const { page, complaints } = people.get(who);
        if (p.to) await p.to(page); else await page.goto(p.at);
        await shoot(page, `${p.name}-${look.name}`);
        await worded(page, p.name);
        await accessible(page, p.name);
        assert.deepEqual(complaints.splice(0), [], p.name);
      });
    }
    for (const v of people.values()) await v.context.close();
  });
}
