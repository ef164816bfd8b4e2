// A second launch: it never opens the base, with or without D-Bus, and leaves without a fault (faults C23).
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { APP, AUTOMATION, freshPlace, openWindow } from './driver.mjs'

/** An invoice of the tests, as a file manager names it. */
const INVOICE = new URL('../fixtures/einvoices/minimum.xml', import.meta.url).pathname

function launch(env, ...args) {
  return new Promise((resolve, reject) => {
    const copy = spawn(APP, args, { env: { ...process.env, ...AUTOMATION, ...env }, timeout: 15_000 })
    let said = ''
    copy.stderr.on('data', (words) => (said += words))
    copy.once('error', reject)
    copy.once('close', (code, signal) => resolve({ code, signal, said }))
  })
}

test('without D-Bus, the lock on the base turns the second copy away with a sentence', async () => {
  const place = freshPlace()
  const window = await openWindow(place)
  try {
    const second = await launch({ ...place.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' })
    assert.deepEqual([second.code, second.signal], [0, null], `it leaves by itself and without a fault: ${second.said}`)
    assert.match(second.said, /déjà ouvert/, 'it says why, in French')
    assert.equal(await window.title(), 'Échu', 'the first copy is still there')
  } finally {
    await window.close()
    place.remove()
  }
})

test('with D-Bus, the second copy hands over to the first and leaves', async () => {
  const place = freshPlace()
  // Échu's usual folders, moved: with ECHU_DATA_DIR each folder is an Échu of its own.
  place.env = { XDG_DATA_HOME: place.data, XDG_STATE_HOME: place.state }
  const window = await openWindow(place)
  try {
    const second = await launch(place.env)
    assert.deepEqual([second.code, second.signal], [0, null], second.said)
    assert.doesNotMatch(second.said, /déjà ouvert/, 'no message: the window of the first comes forward')
    assert.equal(await window.title(), 'Échu')
  } finally {
    await window.close()
    place.remove()
  }
})

test('« Ouvrir avec Échu » shows the import of the file, in a window that opens on it and in one already open', async () => {
  const place = freshPlace()
  place.env = { XDG_DATA_HOME: place.data, XDG_STATE_HOME: place.state }
  const window = await openWindow(place, INVOICE)
  const shown = async () => {
    await window.until('the import is shown', () => window.run(() => location.hash.startsWith('#/import')))
    await window.says('minimum.xml')
  }
  try {
    await shown()
    await window.picture('opened-with')
    await window.run(() => void (location.hash = '#/invoices'))
    await window.until('the import is left', () => window.run(() => location.hash === '#/invoices'))
    const second = await launch(place.env, INVOICE)
    assert.deepEqual([second.code, second.signal], [0, null], second.said)
    await shown()
  } finally {
    await window.close()
    place.remove()
  }
})
