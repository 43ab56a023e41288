// Every page and state of the console that a person can come to: its name, who looks at it, and how one gets there. Each
// is tried in both themes, both languages, on a desk and on a phone (pages.test.mjs). A new page belongs in this list.
const firstCase = async (page, state) => {
  await page.goto(`/console/cases${state ? `?state=${state}` : ''}`);
  await page.locator('table.worklist tbody th a').first().click();
  await page.waitForLoadState();
};

// ofCase leads to a page about the first case of the list.
const ofCase = async (page, what) => { await firstCase(page); await page.goto(`${new URL(page.url()).pathname}/${what}`); };

// newDraft opens an application; each look has one of its own.
const newDraft = async (page) => {
  await page.goto('/console/intake');
  await page.locator('main form button.button').first().click();
  await page.waitForURL(/\/intake\/[0-9a-f-]+$/);
};

// fromVisits follows the first link of an evaluator's day.
const fromVisits = async (page, link) => {
  await page.goto('/console/visits');
  await page.goto(await page.locator(link).first().getAttribute('href'));
};

// to(page) leads there; at is the address where that is enough.
export const pages = [
  { name: 'signin', at: '/console/signin' },
  { name: 'signin-refused', to: async (page) => { await page.goto('/console/signin'); await page.fill('#name', 'nobody'); await page.fill('#password', 'nothing'); await page.locator('main form button.button').click(); await page.waitForLoadState(); } },
  { name: 'help', at: '/console/help' },
  { name: 'components', as: 'dengji1', at: '/console/components' },
  { name: 'worklist', as: 'dengji1', at: '/console/cases' },
  { name: 'worklist-empty', as: 'dengji1', at: '/console/cases?q=查无此人' },
  { name: 'case', as: 'dengji1', to: (page) => firstCase(page) },
  { name: 'case-papers', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url()}?tab=papers`); } },
  { name: 'case-clocks', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url()}?tab=clocks`); } },
  ...['parties', 'materials', 'visits', 'evidence', 'scores'].map((tab) => (
    { name: `case-${tab}`, as: 'dengji1', to: async (page) => { await firstCase(page, 'integrating'); await page.goto(`${page.url()}?tab=${tab}`); } })),
  { name: 'case-open', as: 'dengji1', to: async (page) => { await firstCase(page, 'integrating'); for (const d of await page.locator('main details > summary').all()) await d.click(); } },
  { name: 'case-entry', as: 'dengji1', to: async (page) => { await firstCase(page, 'integrating'); await page.goto(`${page.url()}/history/3`); } },
  { name: 'act-consent', as: 'dengji1', to: async (page) => { await firstCase(page, 'awaiting_consent'); await page.goto(`${page.url()}/acts/give_consent`); } },
  { name: 'case-history', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url()}?tab=history`); } },
  { name: 'act-form', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url()}/acts/withdraw`); } },
  { name: 'act-refused', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url()}/acts/withdraw`); await page.locator('.buttons button[value=check]').click(); await page.waitForLoadState(); } },
  { name: 'dossiers', as: 'shenji1', to: (page) => ofCase(page, 'dossiers') },
  { name: 'dossiers-refused', as: 'dengji1', to: async (page) => { await ofCase(page, 'dossiers'); await page.locator('form.form button.button').click(); await page.waitForLoadState(); } },
  { name: 'reads', as: 'shenji1', to: (page) => ofCase(page, 'reads') },
  { name: 'approvals', as: 'shenpi1', at: '/console/approvals' },
  { name: 'compare', as: 'shenpi1', to: async (page) => { await firstCase(page); await page.goto(`${await page.locator('nav.watch a[href*="/compare/"]').first().getAttribute('href')}?all=1`); } },
  { name: 'statistics', as: 'shenpi1', at: '/console/statistics' },
  { name: 'statistics-none', as: 'shenji1', at: '/console/statistics?from=2001-01-01&to=2001-02-01' },
  { name: 'verify', as: 'shenji1', at: '/console/verify' },
  { name: 'verify-unreadable', as: 'shenji1', to: async (page) => { await page.goto('/console/verify'); await page.setInputFiles('#file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no paper') }); await page.locator('.drop button').click(); await page.waitForSelector('.verdict'); } },
  { name: 'notices', as: 'dengji1', at: '/console/notices' },
  { name: 'notices-unread', as: 'jigou1', at: '/console/notices?show=unread' },
  { name: 'intake', as: 'dengji1', at: '/console/intake' },
  { name: 'intake-tasks', as: 'dengji1', to: (page) => newDraft(page) },
  { name: 'intake-child', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/tasks/child`); } },
  { name: 'intake-basics', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/tasks/basics`); } },
  { name: 'intake-applicant', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/tasks/applicant-1`); } },
  { name: 'intake-refused', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/tasks/applicant-1`); await page.fill('[name="/application/applicants/0/name"]', '王芳'); await page.locator('.buttons button[value=next]').click(); await page.locator('#troubles').waitFor(); } },
  { name: 'intake-placer', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/tasks/placer`); } },
  { name: 'intake-eligibility', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/eligibility`); } },
  { name: 'intake-check', as: 'dengji1', to: async (page) => { await newDraft(page); await page.goto(`${page.url()}/check`); } },
  { name: 'children', as: 'dengji1', at: '/console/children' },
  { name: 'child-new', as: 'dengji1', at: '/console/children/new' },
  { name: 'child', as: 'dengji1', to: async (page) => { await page.goto('/console/children'); await page.locator('table tbody th a').first().click(); await page.waitForLoadState(); } },
  { name: 'materials', as: 'dengji1', to: async (page) => { await firstCase(page); await page.goto(`${page.url().split('?')[0]}/materials`); await page.locator('details.material summary').first().click(); } },
  { name: 'fieldwork', as: 'pinggu1', at: '/console/visits' },
  { name: 'sheet', as: 'pinggu1', to: (page) => fromVisits(page, '.field-sheet a') },
  { name: 'sheet-missing', as: 'pinggu1', to: async (page) => { await fromVisits(page, '.field-sheet a'); await page.locator('.sheet-missing summary').click(); await page.locator('.sheet-proofs summary').first().click(); } },
  { name: 'visit-form', as: 'pinggu1', to: (page) => fromVisits(page, 'a[data-prepare]') },
  { name: 'visit-refused', as: 'pinggu1', to: async (page) => { await fromVisits(page, 'a[data-prepare]'); await page.locator('.visit-end button[value=check]').click(); await page.waitForSelector('#troubles'); } },
  { name: 'agency', as: 'jigou1', at: '/console/agency' },
  { name: 'offline', at: '/console/offline' },
  { name: 'account', as: 'dengji1', at: '/console/account' },
  { name: 'account-factor', as: 'dengji1', at: '/console/account/second-factor' },
  { name: 'not-found', as: 'dengji1', at: '/console/cases/00000000-0000-7000-8000-000000000000' },
];
