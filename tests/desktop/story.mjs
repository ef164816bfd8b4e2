// The main job as a person does it, in the real window: from the first start to the registered letter.
//
// On the day it runs, whatever it is, Sunday night included: the demonstration writes its messages to a folder,
// which keeps the seconds to undo and neither hours nor spacing.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshPlace, openWindow, plain, until } from './driver.mjs'
import { claim, euros, halfYear, knownRates } from './penalties.mjs'

const DOORS = [
  ['Essayer avec une entreprise de démonstration', 'button', 'Ouvrir la démonstration'],
  ['Importer mes factures', 'link', 'Choisir un fichier'],
  ['Saisir ma première facture', 'link', 'Saisir une facture'],
]
const LETTER_TO = 'Brasserie du Vieux Pont'
const TRACKING = '1A 204 118 6037 4'
/** The seconds to undo, as installed. */
const UNDO = 30_000

const place = freshPlace()
const viewer = viewerIn(place)
const folder = join(place.data, 'envois-demonstration')
let window
before(async () => (window = await openWindow(place)))
after(async () => {
  await window?.close()
  place.remove()
})

let broken = false
/** A step of the story: the first that fails ends it. */
function step(title, work) {
  test(title, async (context) => {
    if (broken) return context.skip('an earlier step failed')
    broken = true
    await work()
    broken = false
  })
}

step('the first start offers three doors, and the first opens the demonstration', async () => {
  assert.equal(await window.title(), 'Échu')
  for (const [title, role, go] of DOORS) {
    await window.find('heading', title)
    await window.find(role, go)
  }
  await window.picture('first-start')
  await window.click('button', 'Ouvrir la démonstration')
  await window.says('Vasseur Plomberie (démonstration)')
  await window.says(/peuvent être relancés aujourd.hui/)
  await window.picture('demonstration')
})

let reminded
step('the reminders of the day are prepared, one is read and sent, then all the others', async () => {
  await window.click('button', 'Préparer les relances du jour')
  const all = number(await window.textOf(await window.find('button', /^Envoyer les \d+$/)))
  assert.deepEqual(messages(), [], 'to prepare sends nothing')

  await window.click('link', `Relire les ${all}`)
  await window.says(`Relance 1 sur ${all}`)
  // The first reminds of a term of an agreement; the next is of the plan, and names its invoices.
  await window.press(RIGHT)
  await window.says(`Relance 2 sur ${all}`)
  const client = await window.textOf(await window.css('.acc h1'))
  const shown = await window.run(() => {
    const rows = [...document.querySelectorAll('.owed tbody tr')].map((row) => row.innerText)
    return { to: document.querySelector('.hd div').innerText, rows, body: document.querySelector('.mail iframe').contentDocument.body.innerText }
  })
  const invoices = shown.rows.flatMap((row) => row.match(/F-\d{4}-\d{3}/) ?? [])
  assert.ok(invoices.length > 0, `the account names its invoices: ${shown.rows}`)
  for (const invoice of invoices) assert.ok(shown.body.includes(invoice), `the message names ${invoice}: ${shown.body}`)
  await window.says(/\d pièces? jointes?/)
  await window.picture('read-one')

  const approved = Date.now()
  await window.click('button', /^Envoyer\b/)
  await window.says(`Relance 3 sur ${all}`)
  await window.says(`Relance à ${client} : part`)
  await window.find('button', 'Annuler')
  await window.press(ESCAPE)
  await window.click('button', `Envoyer les ${all - 1}`)
  await window.says('relances partent')
  assert.deepEqual(messages(), [], 'one can still undo')
  await window.picture('sent')

  await until(`${all} messages are written`, () => messages().length === all, 2 * UNDO)
  // Instants are kept to the second: the one of the approval may be said up to a second early.
  const waited = Date.now() - Math.floor(approved / 1_000) * 1_000
  assert.ok(waited >= UNDO, `nothing was written before the seconds to undo were over: ${waited} ms`)
  reminded = { client, to: shown.to, invoices, all }
})

step('what was written is one message a client, with its invoices attached', () => {
  const read = messages().map((name) => readFileSync(join(folder, name), 'utf8'))
  const to = read.map((message) => message.match(/^To: .*?([^\s<]+@[^\s>]+)/m)?.[1])
  assert.equal(new Set(to).size, reminded.all, `one a client: ${to}`)
  const mine = read[to.indexOf(reminded.to)] ?? read.find((message) => reminded.to.includes(message.match(/^To: .*?([^\s<]+@[^\s>]+)/m)?.[1]))
  assert.ok(mine, `one is to ${reminded.to}: ${to}`)
  assert.equal(mine.match(/^Content-Type: application\/pdf/gm)?.length, reminded.invoices.length, 'a PDF an invoice')
  assert.match(mine, /^Message-ID: <.+>/m)
  assert.match(mine, /^Content-Type: text\/plain/m)
})

step('the client’s history holds the message, and its proof opens', async () => {
  await openClient(reminded.client)
  await window.click('radio', 'Preuves seulement')
  await window.until('what proves nothing is gone', async () => !(await window.text()).includes('envoi approuvé'))
  const proof = await window.find('button', /^Preuve : /)
  await window.picture('history')
  await window.clickOn(proof)
  const dialog = await window.find('dialog', /./)
  await window.until('the proof names the message', async () => /Message-ID|@vasseur-plomberie\.example/.test(await window.textOf(dialog)))
  const said = await window.textOf(dialog)
  for (const invoice of reminded.invoices) assert.ok(said.includes(invoice), `the message as it left names ${invoice}: ${said}`)
  await window.picture('proof')
  await window.press(ESCAPE)
})

let letter
step('a mise en demeure is frozen as a PDF that holds the sums worked out again here', async () => {
  await window.click('link', /^Courriers/)
  await window.click('row', new RegExp(LETTER_TO))
  const clientId = Number(await window.run(() => new URLSearchParams(location.hash.split('?')[1]).get('client')))
  const { today } = await window.rpc('today')
  const rates = await ratesFor(today)
  const preview = await window.rpc('preview_letter', { clientId })
  assert.deepEqual(preview.missing, [], 'the letter can be made')
  const invoices = preview.lines.filter(({ role }) => role !== 'memory')
  const expected = claim(invoices, today, rates)

  const calculated = await Promise.all(invoices.map(({ balance, dueOn }) =>
    window.rpc('compute_penalties', { debtorKind: 'business', principal: balance, dueOn, until: today, payments: [], creditNotes: [], allocation: 'interest_first' })))
  assert.equal(calculated.reduce((sum, { total }) => sum + total, 0), expected.total, 'the calculator agrees')
  for (const sum of [expected.principal, expected.interest, expected.fees, expected.total]) await window.says(euros(sum))
  await window.picture('letter')

  await window.click('button', 'Établir la lettre')
  await window.click('button', 'Établir la lettre', { within: await window.find('dialog', 'Établir cette lettre ?') })
  await window.click('button', 'Ouvrir pour imprimer')
  const path = await window.until('the viewer opens the letter', () => existsSync(viewer) && readFileSync(viewer, 'utf8').trim())
  const bytes = readFileSync(path)
  const text = plain(execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }))
  const count = invoices.length
  for (const line of [
    `MISE EN DEMEURE de payer ${euros(expected.total)}`,
    `Principal, ${count} facture${count > 1 ? 's' : ''} ${euros(expected.principal)}`,
    `Pénalités de retard, détail en annexe ${euros(expected.interest)}`,
    `Indemnité forfaitaire, ${count} × 40,00 € ${euros(expected.fees)}`,
    `Total à payer ${euros(expected.total)}`,
    ...expected.lines.map(({ days, rate, interest }) => `${(rate / 100).toFixed(2).replace('.', ',')} % ${days} ${euros(interest)}`),
    ...invoices.map(({ number, balance }) => `${number} `),
  ]) {
    assert.ok(text.includes(line), `« ${line} » is in the letter:\n${text}`)
  }
  letter = { sha256: createHash('sha256').update(bytes).digest('hex') }
})

step('« Je l’ai postée », with its registered number, enters the client’s history', async () => {
  await window.click('button', 'Je l’ai postée')
  const dialog = await window.find('dialog', 'La lettre est-elle postée ?')
  await window.fill('Numéro de recommandé', TRACKING)
  await window.picture('posted')
  await window.click('button', 'Oui, elle est postée', { within: dialog })
  await window.says('postée : l’étape est faite')

  await openClient(LETTER_TO)
  await window.click('radio', 'Preuves seulement')
  await window.says(/Mise en demeure \S+ postée/)
  await window.says(`recommandé n° ${TRACKING.replaceAll(' ', '')}`)
  await window.says(`empreinte ${letter.sha256.slice(0, 12)}…`)
  await window.picture('letter-history')
})

const ESCAPE = '\uE00C'
const RIGHT = '\uE014'

function messages() {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : []
}

function number(words) {
  return Number(words.replace(/\D/g, ''))
}

/** Finds a client by his name, as one does. */
async function openClient(name) {
  await window.click('link', 'Clients')
  await window.fill('Rechercher un client', name)
  await window.click('row', new RegExp(name))
  await window.find('heading', name)
}

/** The rates the letter needs; that of a half-year newer than the project is typed as its user would. */
async function ratesFor(today) {
  const rates = knownRates()
  const now = halfYear(today)
  if (!rates.has(now)) {
    const last = (await window.rpc('rates')).find(({ halfYear: name }) => rates.has(name))
    await window.rpc('save_rate', { halfYear: now, refiBp: last.refiBp, legalConsumerBp: last.legalConsumerBp, legalOtherBp: last.legalOtherBp, source: 'essai' })
    rates.set(now, last.refiBp)
  }
  return rates
}

/** Stands for the system's viewer: notes what it is asked to open. Gives where it notes it. */
function viewerIn({ root, env }) {
  const programs = join(root, 'bin')
  const opened = join(root, 'opened')
  mkdirSync(programs)
  writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\necho "$1" > '${opened}'\n`)
  chmodSync(join(programs, 'xdg-open'), 0o755)
  env.PATH = programs + delimiter + process.env.PATH
  return opened
}
