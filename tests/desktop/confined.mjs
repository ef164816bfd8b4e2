// The page is confined: no script but its own, no network, no command but ours (faults X1 to X3).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshPlace, openWindow } from './driver.mjs'

const place = freshPlace()
let window
before(async () => (window = await openWindow(place)))
after(async () => {
  await window?.close()
  place.remove()
})

/** What the content policy forbids while `attempt` runs in the page. */
function forbidden(attempt) {
  const script = `
    const done = arguments[arguments.length - 1]
    const seen = new Set()
    document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective))
    try { (${attempt})() } catch (error) { seen.add(error.name) }
    setTimeout(() => done([...seen].sort()), 300)`
  return window.ask('POST', '/execute/async', { script, args: [] })
}

/** What a Tauri command answers when the page calls it. */
function invoke(command, request) {
  const script = `
    const [command, request, done] = arguments
    window.__TAURI_INTERNALS__.invoke(command, request).then((answer) => done({ answer }), (error) => done({ error: String(error?.code ?? error) }))`
  return window.ask('POST', '/execute/async', { script, args: [command, request] })
}

test('a script written into the page does not run', async () => {
  const found = await forbidden(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "broken in"'
    document.body.append(script)
  })
  assert.ok(found.some((directive) => directive.startsWith('script-src')), `forbidden: ${found}`)
  assert.equal(await window.title(), 'Échu')
})

test('an event handler written into the page does not run', async () => {
  const found = await forbidden(() => {
    const box = document.createElement('div')
    box.innerHTML = '<img src="data:," onerror="document.title = \'broken in\'">'
    document.body.append(box)
  })
  assert.ok(found.some((directive) => directive.startsWith('script-src')), `forbidden: ${found}`)
  assert.equal(await window.title(), 'Échu')
})

test('the page reaches no server and loads no picture from elsewhere', async () => {
  const found = await forbidden(() => {
    fetch('http://127.0.0.1:9/').catch(() => {})
    new Image().src = 'http://127.0.0.1:9/picture.png'
  })
  assert.deepEqual(found, ['connect-src', 'img-src'])
})

test('the page goes nowhere else', async () => {
  const here = await window.run(() => location.href)
  await window.run(() => void (location.href = 'http://127.0.0.1:9/'))
  await new Promise((resume) => setTimeout(resume, 500))
  assert.equal(await window.run(() => location.href), here)
})

test('no command but ours answers the page', async () => {
  for (const command of ['plugin:dialog|open', 'plugin:dialog|message', 'plugin:opener|open_url', 'plugin:app|version', 'plugin:window|close', 'plugin:webview|internal_toggle_devtools']) {
    const { answer, error } = await invoke(command, {})
    assert.equal(answer, undefined, `${command} answered`)
    assert.match(error, /not allowed|not found/, command)
  }
  assert.deepEqual(await invoke('rpc', { name: 'no_such_command', request: {} }), { error: 'internal' })
})

test('everything grows with Ctrl + and shrinks with Ctrl −', async () => {
  const control = '\uE009'
  const chord = (key) => window.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: [{ type: 'keyDown', value: control }, { type: 'keyDown', value: key }, { type: 'keyUp', value: key }, { type: 'keyUp', value: control }] }] })
  const width = () => window.run(() => window.innerWidth)
  const before = await width()
  await chord('+')
  await window.until('the page is drawn larger', async () => (await width()) < before)
  await chord('-')
  await window.until('the page is as before', async () => (await width()) === before)
})

test('a script in every field of a client is only text, on every screen', async () => {
  // C35: what would call a command if a page ever made an element of it.
  const script = '<img src=x onerror="window.__TAURI_INTERNALS__.invoke(\'rpc\', { name: \'start_demo\', request: {} })">'
  const ask = async (name, request) => {
    const { answer, error } = await invoke('rpc', { name, request })
    assert.equal(error, undefined, `${name}: ${error}`)
    return answer
  }
  const address = { recipient: script, building: script, street: script, locality: script, postcode: '44000', city: script }
  const form = { name: script, debtorKind: 'business', contactName: script, email: 'compta@hostile.example', phone: script, note: script, address }
  const { id: clientId } = (await ask('save_client', { client: form })).value
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const invoice = { clientId, kind: 'invoice', number: script, issuedOn: day(40), dueOn: day(10), total: 100_000, subject: script, purchaseOrder: script }
  const { id: invoiceId } = (await ask('save_invoice', { invoice })).value
  await ask('note_call', { clientId, outcome: 'refused', note: script })
  await ask('place_hold', { clientId, invoiceId, kind: 'dispute', reason: 'other', amount: 100, note: script })
  await ask('record_payment', { clientId, receivedOn: day(0), amount: 100, reference: script })
  const routes = ['today', 'today?pile=fix', 'clients', `clients/${clientId}`, 'invoices', `invoices/${invoiceId}`, 'outbox', 'outbox?tab=history', 'letters', 'import', 'settings']
  await window.run(() => {
    globalThis.violations = []
    document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.effectiveDirective))
  })
  const silent = []
  for (const route of routes) {
    await window.run((hash) => void (location.hash = hash), `#/${route}`)
    await new Promise((resume) => setTimeout(resume, 600))
    const made = await window.run(() => document.querySelectorAll('img[src="x"]').length)
    assert.equal(made, 0, `${route}: the text became an element`)
    if (!(await window.text()).includes('<img src=x onerror=')) silent.push(route)
  }
  for (const route of ['clients', `clients/${clientId}`, 'invoices', `invoices/${invoiceId}`]) assert.ok(!silent.includes(route), `${route} shows the name as it was typed`)
  assert.deepEqual(await window.run(() => globalThis.violations), [])
  assert.equal(await window.title(), 'Échu')
})
