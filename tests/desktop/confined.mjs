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
