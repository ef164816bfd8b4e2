// Life on a desktop without icons beside the clock, as this session is: nothing may hide a window that nothing brings back.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshPlace, openWindow } from './driver.mjs'

const place = freshPlace()
// What starts with the session is written there, not in the home of who runs the tests.
place.env.HOME = place.root
place.env.XDG_CONFIG_HOME = join(place.root, '.config')
const folder = join(place.root, '.config', 'autostart')
let window
before(async () => (window = await openWindow(place)))
after(async () => {
  await window?.close()
  place.remove()
})

const choose = (stayOpen, startWithSession) => window.rpc('save_application', { application: { stayOpen, notify: true }, startWithSession })

test('the settings say that this desktop shows no icon, and that closing quits', async () => {
  await window.run(() => void (location.hash = '#/settings/app'))
  await window.says('Ce bureau n’affiche pas d’icônes de notification : fermer la fenêtre quitte Échu.')
  const stay = await window.find('checkbox', /^Rester ouvert/).catch(() => window.css('[role=switch]'))
  assert.equal(await window.run((one) => one.disabled, stay), true, 'what cannot be is not offered')
  await window.picture('application')
})

test('starting with the session is a file of the session, written and taken away', async () => {
  const { value } = await choose(false, true)
  assert.equal(value.startsWithSession, true)
  const [entry] = readdirSync(folder)
  assert.match(readFileSync(join(folder, entry), 'utf8'), /^Exec=.*echu.* --session\s*$/m)
  assert.equal((await choose(false, false)).value.startsWithSession, false)
  assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], [])
})

test('started with the session, it shows its window although it was to stay hidden: no icon would bring it back', async () => {
  await choose(true, null)
  await window.close()
  window = await openWindow(place, '--session')
  await window.until('the window is shown', () => window.run(() => document.visibilityState === 'visible'))
})
