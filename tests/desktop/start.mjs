// How long the app takes to show its first screen with its figures, and how much memory it holds, against an empty
// window of the same Tauri, in one run: `cargo xtask bench --window`. Then how long its screens take, and what it costs at
// rest. Fails when a target is missed.
//
// The two take turns, so that what else the machine does weighs on both. Time: from just before the process to the
// page's own mark, both read on the wall clock. Memory: the proportional set (PSS) of the app's own process; WebKit's
// are the same ones for both.
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshPlace, openWindow } from './driver.mjs'
import { idle, opened, scroll, tour } from './tour.mjs'

const { ECHU_APP: APP, ECHU_EMPTY: EMPTY, ECHU_LARGE: LARGE } = process.env
const ROUNDS = 9
/** Targets: milliseconds and kilobytes beyond the empty window. */
const LATE = 200
const HEAVY = 60 * 1024
/** Milliseconds from one screen to the next, and of a frame of a list; share of one processor at rest, per cent. */
const SLOW = 100
const FRAME = 1_000 / 60
const BUSY = 0.3
/** What is left to settle once the screen is shown. */
const REST = 3_000

const places = { empty: placeOf(EMPTY), demo: placeOf(APP, { args: ['--demo'] }), large: placeOf(APP, { data: LARGE }) }
const found = Object.fromEntries(Object.keys(places).map((name) => [name, []]))
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, place] of Object.entries(places)) {
    const one = await measure(place, name !== 'empty' && round === ROUNDS)
    // The first round fills the system's caches, and makes the demonstration.
    if (round > 0) found[name].push(one)
  }
}
for (const place of Object.values(places)) place.remove()

const names = { empty: 'empty window', demo: 'Échu, demonstration', large: 'Échu, 100 000 invoices' }
const base = { shown: median('empty', 'shown'), held: median('empty', 'held') }
let missed = false
for (const name of Object.keys(places)) {
  const shown = median(name, 'shown')
  const held = Math.max(...found[name].map((one) => one.held))
  console.log(`${names[name].padEnd(24)} shown in ${shown} ms${than(shown - base.shown, LATE, 'ms')}, holds ${mega(held)} MB${than(mega(held - base.held), HEAVY / 1024, 'MB')}`)
  const { toured, after, rest, screens, frame } = found[name].at(-1)
  if (name === 'empty') continue
  const under = (words) => console.log(`${' '.repeat(24)} ${words}`)
  under(`what follows the opening, the backup of the day and fading scrollbars, takes ${after.own.toFixed(1)} s of a processor, ${after.all.toFixed(1)} s with WebKit`)
  under(`at rest takes ${rest.own.toFixed(2)} % of a processor, ${rest.all.toFixed(2)} % with WebKit (at most ${BUSY} %)`)
  under(`after a tour of the screens, holds ${mega(toured)} MB${than(mega(toured - base.held), HEAVY / 1024, 'MB')}`)
  under(`from one screen to the next, at most ${SLOW} ms: ${screens.map(({ screen, took }) => `${screen} ${took}`).join(', ')}`)
  under(`the first time: ${screens.toSorted((a, b) => b.first - a.first).map(({ screen, first }) => `${screen} ${first}`).join(', ')}`)
  under(`a frame of a list that is scrolled takes ${Math.round(frame.median)} ms, the slowest of twenty ${Math.round(frame.slowest)} (at most ${Math.floor(FRAME)})`)
  missed ||= frame.slowest > FRAME
  missed ||= shown - base.shown > LATE || Math.max(held, toured) - base.held > HEAVY || rest.all > BUSY || screens[0].took > SLOW
}
if (missed) {
  console.log('A target is missed.')
  process.exitCode = 1
}

/** A place whose app is started by a shell that first notes the hour and the process. */
function placeOf(app, { data, args = [] } = {}) {
  const place = { ...freshPlace(), args }
  if (data) cpSync(data, place.data, { recursive: true })
  else mkdirSync(place.data, { recursive: true })
  place.started = join(place.root, 'started')
  place.app = join(place.root, 'start')
  writeFileSync(place.app, `#!/bin/sh\necho "$(date +%s%N) $$" > '${place.started}'\nexec '${app}' "$@"\n`)
  chmodSync(place.app, 0o755)
  return place
}

async function measure(place, last) {
  const window = await openWindow(place, ...place.args)
  try {
    const at = await window.until('the first screen is shown', () => window.run(() => {
      const [mark] = performance.getEntriesByName('first-screen')
      return mark && performance.timeOrigin + mark.startTime
    }))
    const [started, pid] = readFileSync(place.started, 'utf8').trim().split(' ')
    await sleep(REST)
    const one = { shown: Math.round(at - Number(started) / 1e6), held: held(pid) }
    if (!last) return one
    const after = await opened(pid)
    const rest = await idle(pid)
    const screens = await tour(window)
    const frame = await scroll(window)
    return { ...one, after, rest, screens, frame, toured: held(pid) }
  } finally {
    await window.close()
  }
}

/** Kilobytes of a process, its share of what it shares included. */
function held(pid) {
  return Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m)[1])
}

function median(name, of) {
  const sorted = found[name].map((one) => one[of]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function mega(kilo) {
  return Math.round(kilo / 102.4) / 10
}

function than(more, most, unit) {
  return more === 0 ? '' : ` (${more > 0 ? '+' : ''}${more} ${unit}, at most +${most})`
}
