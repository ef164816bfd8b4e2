// What the measures of the window ask once it is shown: how long each screen takes to settle, and what the app costs at rest.
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Every screen of the sidebar, and the two pages opened most. */
const SCREENS = ['invoices', 'clients', 'outbox', 'letters', 'dashboard', 'reports', 'calculator', 'conditions', 'matching', 'plans', 'import',
  'settings', 'guide', 'everyone', 'clients/17', 'invoices/100', 'today']
/** A screen that has not changed for so long is settled. */
const QUIET = 400
/** Nothing is asked of the app for so long. */
const IDLE = 20_000
/** What Linux counts processor time in, a second. */
const TICKS = 100

/**
 * Opens each screen twice, as a person who goes round does, and gives what the second time took: from the change of address to the
 * frame after the last change of the page. Gives the slowest first.
 */
export async function tour(window) {
  const times = new Map()
  for (let round = 0; round < 2; round += 1) {
    for (const screen of SCREENS) times.set(screen, await window.later(settle, screen, QUIET))
  }
  return [...times].map(([screen, took]) => ({ screen, took: Math.round(took) })).sort((a, b) => b.took - a.took)
}

/** In the page: goes to a screen, and calls back with the time until nothing changed any more. */
function settle(screen, quiet, done) {
  const begun = performance.now()
  let last = begun
  const changed = () => requestAnimationFrame(() => (last = performance.now()))
  const watch = new MutationObserver(changed)
  watch.observe(document.getElementById('content'), { childList: true, subtree: true, characterData: true, attributes: true })
  location.hash = `#/${screen}`
  const look = setInterval(() => {
    if (performance.now() - last < quiet) return
    clearInterval(look)
    watch.disconnect()
    done(last - begun)
  }, 50)
}

/** The share of one processor, in per cent, that the app takes while nobody touches it: itself, and its WebKit processes besides. */
export async function idle(pid) {
  const before = family(pid).map(({ id, spent }) => [id, spent])
  await sleep(IDLE)
  const after = new Map(family(pid).map(({ id, spent }) => [id, spent]))
  const share = (ids) => ids.reduce((sum, [id, spent]) => sum + Math.max(0, (after.get(id) ?? spent) - spent), 0) / TICKS / (IDLE / 1_000) * 100
  return { own: share(before.filter(([id]) => id === pid)), all: share(before) }
}

/** A process and its descendants, with the processor time each has spent. */
function family(pid) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((id) => {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
      return [{ id, parent: fields[1], spent: Number(fields[11]) + Number(fields[12]) }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
  const kin = new Set([pid])
  for (let grown = true; grown;) {
    const more = all.filter(({ id, parent }) => kin.has(parent) && !kin.has(id))
    grown = more.length > 0
    more.forEach(({ id }) => kin.add(id))
  }
  return all.filter(({ id }) => kin.has(id))
}
