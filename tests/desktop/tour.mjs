// What the measures of the window ask once it is shown: what its opening and its rest cost, how long each screen takes to settle, and a frame of a list.
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Every screen of the sidebar, and the two pages opened most. */
const SCREENS = ['invoices', 'clients', 'outbox', 'letters', 'dashboard', 'reports', 'calculator', 'conditions', 'matching', 'plans', 'import',
  'settings', 'guide', 'everyone', 'clients/17', 'invoices/100', 'today']
/** A screen that has not changed for so long is settled. */
const QUIET = 400
/** The app looks twenty seconds after its start whether the backup of the day is due; the scrollbars of WebKit have faded long before. */
const OPENING = 22_000
/** Still for so long, the opening is over; it never lasts longer than the other. */
const STILL = 4_000
const ENDLESS = 120_000
/** Frames a list is scrolled, and rows of one. */
const FRAMES = 120
const ROWS = 3
/** Nothing is asked of the app for so long. */
const IDLE = 20_000
/** What Linux counts processor time in, a second. */
const TICKS = 100

/**
 * Opens each screen twice, as a person who goes round does, and gives what each time took: from the change of address to the
 * frame after the last change of the page, nothing being asked of the engine any more. Gives the slowest of the second times first.
 */
export async function tour(window) {
  await window.run(count)
  const times = new Map()
  for (let round = 0; round < 2; round += 1) {
    for (const screen of SCREENS) times.set(screen, [...(times.get(screen) ?? []), Math.round(await window.later(settle, screen, QUIET))])
  }
  return [...times].map(([screen, [first, took]]) => ({ screen, first, took })).sort((a, b) => b.took - a.took)
}

/** Scrolls the invoices three rows a frame, and gives what the app does in one, script and layout: the median and the slowest of twenty, in milliseconds. */
export async function scroll(window) {
  await window.later(settle, 'invoices', QUIET)
  const spent = (await window.later(scrolled, FRAMES, ROWS)).sort((a, b) => a - b)
  const at = (share) => spent[Math.floor(spent.length * share)]
  return { median: at(0.5), slowest: at(0.95) }
}

/** In the page: counts what is asked of the engine and not answered. A screen that waits does not change, and is not there yet. */
function count() {
  const { fetch } = window
  window.asked = 0
  window.fetch = async (...what) => {
    window.asked += 1
    try {
      return await fetch(...what)
    } finally {
      window.asked -= 1
    }
  }
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
    if (window.asked > 0 || performance.now() - last < quiet) return
    clearInterval(look)
    watch.disconnect()
    done(last - begun)
  }, 50)
}

/** In the page: scrolls the list, and calls back with what each frame took, from its scroll event to the end of its layout. */
function scrolled(frames, rows, done) {
  const list = document.querySelector('#content .frame')
  let step = rows * list.querySelector('tr[data-index]').getBoundingClientRect().height
  const spent = []
  const over = new AbortController()
  let begun
  // Before what the list does, and after it.
  list.addEventListener('scroll', () => (begun = performance.now()), { capture: true, signal: over.signal })
  list.addEventListener('scroll', () => {
    list.getBoundingClientRect()
    spent.push(performance.now() - begun)
    if (spent.length === frames) {
      over.abort()
      return done(spent)
    }
    const end = list.scrollHeight - list.clientHeight
    // A short list is gone through both ways.
    if ((step > 0 && list.scrollTop >= end) || (step < 0 && list.scrollTop <= 0)) step = -step
    requestAnimationFrame(() => (list.scrollTop += step))
  }, { signal: over.signal })
  list.scrollTop += step
}

/**
 * Waits until what follows the opening is over: the backup of the day and its reading, and the scrollbars that fade. Gives the seconds of a
 * processor that it took, the app itself and its WebKit processes besides.
 */
export async function opened(pid) {
  const begun = family(pid)
  const latest = Date.now() + ENDLESS
  await sleep(OPENING)
  for (let before; Date.now() < latest;) {
    before = family(pid)
    await sleep(STILL)
    if (between(before, family(pid), pid).all * TICKS <= 2) break
  }
  return between(begun, family(pid), pid)
}

/** The share of one processor, in per cent, that the app takes while nobody touches it: itself, and its WebKit processes besides. */
export async function idle(pid) {
  const before = family(pid)
  await sleep(IDLE)
  const { own, all } = between(before, family(pid), pid)
  const share = (seconds) => (seconds / (IDLE / 1_000)) * 100
  return { own: share(own), all: share(all) }
}

/** Seconds of a processor between two looks at a family. */
function between(before, after, pid) {
  const spent = new Map(after.map(({ id, spent }) => [id, spent]))
  const sum = (some) => some.reduce((total, { id, spent: then }) => total + Math.max(0, (spent.get(id) ?? then) - then), 0) / TICKS
  return { own: sum(before.filter(({ id }) => id === pid)), all: sum(before) }
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
