// Every state of every screen, for whoever looks at them all: the gallery of pictures, and the test that asks axe.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { large } from './large.mjs';

const fixtures = fileURLToPath(new URL('../fixtures/imports/', import.meta.url));
/** A photo of a proof of deposit. */
export const slip = fileURLToPath(new URL('../fixtures/photos/slip.jpg', import.meta.url));

/** What each base is made of: an empty one, the demonstration with messages prepared and a letter in each state, ten thousand invoices. */
export const STATES = {
  empty: async () => {},
  demo: async (bridge) => {
    await bridge.rpc('start_demo');
    await bridge.rpc('prepare_reminders');
    await letters(bridge);
    await inParts(bridge);
  },
  large: (bridge) => large(bridge),
};

/** The number of the invoice payable in several parts. */
const IN_PARTS = 'F-2026-9001';

/** An invoice of three parts: one paid, one late, one to come. */
async function inParts(bridge) {
  const { rows } = await bridge.rpc('clients');
  const clientId = rows.at(-1).id;
  const parts = [{ dueOn: '2026-09-30', amount: 120_000 }, { dueOn: '2026-10-31', amount: 120_000 }, { dueOn: '2027-01-31', amount: 130_000 }];
  const invoice = { clientId, kind: 'invoice', number: IN_PARTS, issuedOn: '2026-09-01', total: 370_000, subject: 'Rénovation de la cuisine', parts };
  const { value } = await bridge.rpc('save_invoice', { invoice });
  await bridge.rpc('record_payment', { clientId, receivedOn: '2026-10-12', amount: 120_000, designated: [value.id] });
}

/** Freezes a notice for each late client that may have one, and leads each to another outcome. */
async function letters(bridge) {
  const { rows } = await bridge.rpc('clients', { lateOnly: true });
  rows.pop(); // one is left as he is: a notice to him lacks something
  const post = (id) => bridge.rpc('mark_posted', { id, postedOn: '2026-11-23', trackingNumber: '1A 204 118 6037 4' });
  const deposit = (id) => bridge.rpc('mark_deposited', { id, provider: 'Recommandé Plus', depositedOn: '2026-11-23', depositedAt: '09:12', number: 'LRE-2026-0042' });
  const mark = (id, what, more = {}) => bridge.rpc(`mark_${what}`, { id, on: '2026-11-23', ...more });
  const outcomes = [
    async () => {},
    (id) => bridge.rpc('open_letter', { id }),
    async (id) => {
      await post(id);
      await bridge.choose(slip);
      const { token } = await bridge.rpc('pick_file', { kind: 'proof' });
      await bridge.rpc('attach_proof', { id, shows: 'deposit', token });
    },
    async (id) => { await post(id); await mark(id, 'presented'); },
    async (id) => { await post(id); await mark(id, 'delivered'); },
    async (id) => { await post(id); await mark(id, 'returned', { reason: 'unclaimed' }); },
    async (id) => { await post(id); await mark(id, 'returned', { reason: 'unknown_address' }); },
    async () => {},
    async (id) => { await deposit(id); await mark(id, 'presented'); },
  ];
  for (const { id: clientId } of rows) {
    const outcome = outcomes[0];
    if (!outcome) return;
    const { client } = await bridge.rpc('client', { id: clientId });
    if (client.debtorKind === 'business' && !client.siren) await bridge.rpc('save_client', { id: clientId, client: { ...client, siren: '552081317' } });
    const preview = await bridge.rpc('preview_letter', { clientId }).catch(() => undefined);
    if (!preview || preview.missing.length > 0 || preview.earlier) continue;
    // The last ones leave online.
    const medium = outcomes.length <= 2 ? 'electronic' : 'paper';
    const consent = preview.consentNeeded ? { on: '2026-11-02', how: 'case cochée sur le devis D-12' } : undefined;
    await outcome((await bridge.rpc('freeze_letter', { clientId, medium, consent })).value.letterId);
    outcomes.shift();
  }
}

/** The routes to show, each with its name: the screens, then the details that this base has. */
export async function routes(bridge) {
  const ask = (name, request) => bridge.rpc(name, request).catch(() => undefined);
  const [today, clients, invoices, credits, outbox, post] = await Promise.all([
    ask('today'), ask('clients'), ask('invoices', { filter: 'late' }), ask('invoices', { filter: 'credit_notes' }), ask('outbox'), ask('letters'),
  ]);
  const parted = (await ask('invoices', { filter: 'open', search: IN_PARTS }))?.rows[0];
  const late = clients?.rows.find(({ overdue }) => overdue > 0);
  // A reminder of the plan, whose tone may change; that of a term has one tone.
  const drafts = (today?.readyRows ?? []).filter(({ reminderId }) => reminderId !== null);
  const draft = drafts.find(({ rule }) => rule !== 'instalments') ?? drafts[0];
  const term = drafts.find(({ rule }) => rule === 'instalments');
  const lacking = [];
  for (const row of clients?.rows ?? []) {
    if (lacking.length === 0 && row.overdue > 0 && (await ask('preview_letter', { clientId: row.id }))?.missing.length > 0) lacking.push(row);
  }
  const plain = ['today', 'welcome', 'dashboard', 'reports', 'invoices', 'clients', 'outbox', 'letters', 'calculator', 'conditions', 'plans', 'plans/new', 'guide', 'settings', 'import', 'triage', 'review', 'matching'];
  const of = (name, thing, route) => (thing === undefined ? [] : [[name, route(thing)]]);
  return [
    ...plain.map((name) => [name.replace('/', '-'), name]),
    ['tofix', 'tofix'],
    ['ending', 'ending'],
    ...of('ending-one', (await ask('ending'))?.rows[0], ({ clientId }) => `ending/${clientId}`),
    ['everyone', 'everyone'],
    ['everyone-held', 'everyone?list=held'],
    ...['aged_balance', 'activity', 'payment_delays', 'reminder_journal'].map((report) => [`reports-${report}`, `reports/${report}?period=year`]),
    ...['overdue', 'received', 'expected', 'delay', 'promises'].map((figure) => [`dashboard-${figure}`, `dashboard/${figure}`]),
    ...of('reports-client', late, ({ id }) => `reports/client_statement?client=${id}`),
    ...['calls', 'letters', 'promises', 'fix'].map((pile) => [`today-${pile}`, `today?pile=${pile}`]),
    ...of('today-call', today?.callRows[0], ({ clientId }) => `today?pile=calls&client=${clientId}`),
    ['outbox-sendings', 'outbox?tab=sendings'],
    ['outbox-history', 'outbox?tab=history'],
    ...of('outbox-one', outbox?.rows[0], ({ id }) => `outbox/${id}?tab=sendings`),
    ...of('review-one', draft, ({ reminderId }) => `review/${reminderId}`),
    ...of('review-term', term, ({ reminderId }) => `review/${reminderId}`),
    ...of('outbox-preview', draft, ({ reminderId }) => `outbox?tab=ready&message=${reminderId}`),
    ...of('clients-one', late, ({ id }) => `clients/${id}`),
    ...of('clients-dossier', late, ({ id }) => `clients/${id}?dossier=1`),
    ...of('clients-privacy', late, ({ id }) => `clients/${id}?privacy=1`),
    ...of('proceedings', late, ({ id }) => `proceedings/${id}`),
    ...of('letters-other', late, ({ id }) => `letters?other=${id}`),
    ...of('clients-edit', late, ({ id }) => `clients/${id}?edit=siren`),
    ['clients-archived', 'clients?show=archived'],
    ['clients-old', 'clients?age=over_90'],
    ['clients-new', 'clients/new'],
    ['duplicates', 'duplicates'],
    ['duplicates-pick', 'duplicates?pick=1'],
    ...of('duplicates-merge', clients?.rows[1], ({ id }) => `duplicates?keep=${clients.rows[0].id}&gone=${id}`),
    ...of('invoices-one', invoices?.rows[0], ({ id }) => `invoices/${id}`),
    ...of('invoices-credit', credits?.rows[0], ({ id }) => `invoices/${id}?filter=credit_notes`),
    ...of('invoices-parts', parted, ({ id }) => `invoices/${id}`),
    ...of('invoices-parts-edit', parted, ({ id }) => `invoices/${id}?edit=due`),
    ['invoices-archived', 'invoices?filter=archived'],
    ['invoices-new', 'invoices/new'],
    ...of('letters-prepare', post?.toPrepare.find(({ reminderId }) => reminderId === null), ({ clientId }) => `letters?client=${clientId}`),
    ...of('letters-lacking', lacking[0], ({ id }) => `letters?client=${id}`),
    ...(post?.letters ?? []).map(({ id, state, returnReason, medium }) => [`letters-${medium === 'electronic' ? 'electronic-' : ''}${returnReason ?? state}`, `letters/${id}`]),
    ...(post?.letters ?? []).filter(({ state }) => state === 'frozen').map(({ id, medium }) => [`letters-kit-${medium}`, `letters/${id}?kit=1`]),
    ...['mail', 'options', 'envelopes', 'texts', 'rates', 'exports', 'health', 'privacy', 'app'].map((sheet) => [`settings-${sheet}`, `settings/${sheet}`]),
    ['settings-text', 'settings/texts?text=email.last.business'],
    ['settings-text-letter', 'settings/texts?text=formal_notice..consumer'],
    ...['mise-en-demeure', 'penalites', 'controle-juridique', 'textes', 'donnees-personnelles', 'end_of_plan', 'appels', 'doubles', 'gestes'].map((page) => [`guide-${page}`, `guide/${page}`]),
  ];
}

/** The app listens to the keyboard once its frame is there: a key pressed before is lost. */
async function press(page, key) {
  await page.getByRole('navigation', { name: 'Principale' }).waitFor();
  await page.keyboard.press(key);
}

/** Takes the file chosen, on the import screen once it is there: its tip, which may come first, has a button whose name speaks of a file too. */
async function importing(page) {
  await page.evaluate(() => { location.hash = '#/import'; });
  await page.getByRole('heading', { name: 'Importer', level: 1 }).waitFor();
  await page.getByRole('button', { name: /fichier/i }).first().click();
}

/** Screens that an address alone does not reach, each opened on a page of the demonstration. */
export const deeds = {
  'import-questions': async (page, bridge) => {
    await bridge.choose(join(fixtures, 'ambiguous.csv'));
    await importing(page);
    await page.getByRole('heading', { name: 'Comment lire le fichier' }).waitFor();
  },
  'import-papers': async (page, bridge) => {
    await bridge.choose(join(fixtures, '../einvoices/minimum.xml'));
    await importing(page);
    // The demonstration has an invoice of that number: there the file is set aside, and nothing is asked.
    await page.getByRole('heading', { name: /Échéances à préciser|Ce qui sera enregistré/ }).first().waitFor();
  },
  'import-statement': async (page, bridge) => {
    await bridge.choose(join(fixtures, '../bank/releve.ofx'));
    await importing(page);
    await page.getByRole('button', { name: /Garder/ }).waitFor();
  },
  matching: async (page, bridge) => {
    await bridge.choose(join(fixtures, '../bank/releve.ofx'));
    // Taken from the dialog: left there, the next one would answer it.
    const { token } = await bridge.rpc('pick_file', { kind: 'import' });
    const { sha256 } = await bridge.rpc('open_statement', { token });
    await bridge.rpc('commit_statement', { token, sha256 });
    await page.evaluate(() => { location.hash = '#/matching'; });
    await page.getByRole('heading', { name: 'Rapprochement' }).waitFor();
  },
  closure: async (page, bridge) => {
    if ((await bridge.rpc('today')).firstStart) return; // an empty base has its three doors there
    await page.evaluate(() => { location.hash = '#/today'; });
    await page.getByRole('button', { name: 'Je m’absente…' }).click();
    await page.getByRole('dialog').waitFor();
  },
  sms: async (page, bridge) => {
    const { rows } = await bridge.rpc('clients', { lateOnly: true });
    const late = rows.find(({ marks }) => marks.length === 0);
    if (!late) return;
    await page.evaluate((id) => { location.hash = `#/clients/${id}`; }, late.id);
    await page.getByRole('button', { name: 'Autres' }).click();
    await page.getByRole('menuitem', { name: 'Écrire un SMS' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'menu-of-a-row': async (page, bridge) => {
    if ((await bridge.rpc('invoices', { filter: 'open' })).count === 0) return;
    await page.evaluate(() => { location.hash = '#/invoices'; });
    await page.getByRole('grid', { name: 'Factures' }).locator('tbody tr').nth(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copier le montant' }).waitFor();
  },
  columns: async (page, bridge) => {
    if ((await bridge.rpc('clients')).count === 0) return;
    await page.evaluate(() => { location.hash = '#/clients'; });
    await page.getByRole('button', { name: 'Colonnes : Clients' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Ville' }).waitFor();
  },
  payment: async (page, bridge) => {
    const { rows } = await bridge.rpc('invoices', { filter: 'late' });
    if (!rows[0]) return;
    await page.evaluate((id) => { location.hash = `#/invoices/${id}`; }, rows[0].id);
    await page.getByRole('button', { name: 'Enregistrer un paiement' }).click();
    await page.getByRole('dialog').waitFor();
  },
  keys: async (page) => {
    await press(page, '?');
    await page.getByRole('dialog', { name: 'Raccourcis du clavier' }).waitFor();
  },
  palette: async (page) => {
    await press(page, 'Control+k');
    await page.getByRole('combobox', { name: /^Rechercher/ }).waitFor();
  },
};

/** Shows a route, settled. */
export async function show(page, route) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/${route}`);
  await page.waitForTimeout(450);
  // What a large base makes one wait for.
  await page.waitForFunction(() => !document.querySelector('.bones'), undefined, { timeout: 10_000 }).catch(() => {});
}
