// Drives the real window: W3C requests to WebKitWebDriver with fetch, and nothing to install.
//
// Everything has a deadline: a driver whose browser does not answer waits for ever. Each window has its own
// port and its own folders, because WebKit's processes outlive a killed driver by some seconds.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const PATIENCE = 15_000

/** Path of the app under test. */
export const APP = process.env.ECHU_APP ?? new URL('../../target/debug/echu', import.meta.url).pathname

/** A new place for one test: data, journal, pictures. */
export function freshPlace() {
  const root = mkdtempSync(join(tmpdir(), 'echu-window-'))
  const place = { root, data: join(root, 'data'), state: join(root, 'state'), pictures: process.env.ECHU_PICTURES ?? join(root, 'pictures') }
  mkdirSync(place.pictures, { recursive: true })
  return { ...place, env: { ECHU_DATA_DIR: place.data, ECHU_STATE_DIR: place.state }, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Without it WebKitGTK refuses to be driven. */
export const AUTOMATION = { TAURI_AUTOMATION: 'true', TAURI_WEBVIEW_AUTOMATION: 'true' }

/** Opens the app in `place` and gives its window. */
export async function openWindow(place, ...args) {
  const port = await freePort()
  const log = join(place.root, `app-${port}.log`)
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...AUTOMATION, ...place.env },
    // Its own group, so that the app and WebKit's processes end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = createWriteStream(log)
  driver.stdout.pipe(output)
  driver.stderr.pipe(output)
  const window = new Window(place, driver, `http://127.0.0.1:${port}`)
  try {
    await until('WebKitWebDriver answers', () => request(window.address, 'GET', '/status').then((status) => status.ready, () => false))
    const options = { 'webkitgtk:browserOptions': { binary: place.app ?? APP, args } }
    const { sessionId } = await request(window.address, 'POST', '/session', { capabilities: { alwaysMatch: options } })
    window.session = `/session/${sessionId}`
    return window
  } catch (error) {
    window.kill()
    throw error
  }
}

/** One open window. */
class Window {
  constructor(place, driver, address) {
    Object.assign(this, { place, driver, address, session: '', number: 0 })
  }

  ask(method, path, body) {
    return request(this.address, method, this.session + path, body)
  }

  title() {
    return this.ask('GET', '/title')
  }

  /** Runs a function in the page; its arguments and result are JSON or elements. */
  run(script, ...args) {
    return this.ask('POST', '/execute/sync', { script: `return (${script}).apply(null, arguments)`, args })
  }

  /** The same for a function that answers later: it is given, last, what to call with its answer. */
  later(script, ...args) {
    return this.ask('POST', '/execute/async', { script: `(${script}).apply(null, arguments)`, args })
  }

  /** What the page says, as one reads it. */
  text() {
    return this.run(() => document.body.innerText)
  }

  /** Waits until the page says it. A regular expression, or the words with any kind of space between them. */
  async says(words) {
    const said = (text) => (words instanceof RegExp ? words.test(text) : plain(text).includes(plain(words)))
    await this.until(`the page says « ${words} »`, async () => said(await this.text()))
  }

  /** Waits for the visible element of that role and name, and gives it. */
  async find(role, name, { exact = true, within } = {}) {
    const wanted = { role, name: name instanceof RegExp ? null : plain(name), pattern: name instanceof RegExp ? name.source : null, exact }
    return this.until(`a ${role} named « ${name} » is there`, () => this.run(findByRole, wanted, within ?? null))
  }

  /** Waits for the visible element that a CSS selector names. */
  css(selector) {
    const visible = (sought) => [...document.querySelectorAll(sought)].find((element) => element.checkVisibility()) ?? null
    return this.until(`« ${selector} » is there`, () => this.run(visible, selector))
  }

  /** Clicks as a hand does: on the middle of what is found, on the first cell of a row, on the words of a choice. */
  async click(role, name, options) {
    await this.until(`the ${role} « ${name} » is clicked`, async () => {
      const found = await this.find(role, name, options)
      try {
        await this.clickOn(await this.run((element) => (element.type === 'radio' && element.labels[0]) || element.cells?.[0] || element, found))
        return true
      } catch (error) {
        // Drawn again between the look and the click.
        if (error.message.includes('stale element')) return false
        throw error
      }
    })
  }

  clickOn(element) {
    return this.ask('POST', `/element/${element[ELEMENT]}/click`, {})
  }

  /** What an element says, as one reads it. */
  textOf(element) {
    return this.run((read) => read.innerText, element)
  }

  /** Asks the engine, through the page's own door. A refusal is an error. */
  async rpc(name, request = {}) {
    const asked = (command, body, done) =>
      window.__TAURI_INTERNALS__.invoke('rpc', { name: command, request: body }).then((answer) => done({ answer }), (error) => done({ error: JSON.stringify(error) }))
    const { answer, error } = await this.later(asked, name, request)
    if (error) throw new Error(`${name}: ${error}`)
    return answer
  }

  /** Replaces what a field holds. */
  async fill(name, text, role = 'textbox') {
    const field = await this.find(role, name)
    await this.ask('POST', `/element/${field[ELEMENT]}/clear`, {})
    await this.ask('POST', `/element/${field[ELEMENT]}/value`, { text })
  }

  /** Presses keys where the focus is. */
  async press(...keys) {
    const actions = keys.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
    await this.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  /** Saves a picture, numbered in the order of the story. */
  async picture(name) {
    this.number += 1
    const file = join(this.place.pictures, `${String(this.number).padStart(2, '0')}-${name}.png`)
    writeFileSync(file, Buffer.from(await this.ask('GET', '/screenshot'), 'base64'))
    return file
  }

  /** As `until`, but a failure shows the page. */
  async until(what, check, patience) {
    try {
      return await until(what, check, patience)
    } catch (error) {
      const [picture, text] = await Promise.all([this.picture('failure').catch(() => 'none'), this.text().catch(() => 'unreadable')])
      throw new Error(`${error.message}\npicture: ${picture}\npage: ${text}`, { cause: error })
    }
  }

  /** Ends the session and everything it started. */
  async close() {
    await this.ask('DELETE', '').catch(() => {})
    this.kill()
    await sleep(300)
  }

  kill() {
    try {
      process.kill(-this.driver.pid, 'SIGKILL')
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
}

/** Runs in the page: the visible element of a role (written or native) whose accessible name is the one wanted. */
function findByRole({ role, name, pattern, exact }, within) {
  const native = {
    button: 'button, input[type=submit], input[type=button]',
    link: 'a[href]',
    heading: 'h1, h2, h3, h4, h5, h6',
    textbox: 'input:not([type]), input[type=text], input[type=email], input[type=password], input[type=tel], input[type=search], textarea',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    combobox: 'select',
    row: 'tr',
    dialog: 'dialog',
    navigation: 'nav',
    region: 'section',
    listitem: 'li',
  }
  const plain = (text) => text.replace(/\s+/g, ' ').trim()
  const labelled = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby')
    const label = [...(element.labels ?? [])].map((each) => each.textContent).join(' ')
    return plain((by && labelled(by)) || element.getAttribute('aria-label') || label || element.value || element.innerText || element.title || '')
  }
  const selector = [`[role=${role}]`, ...(native[role] ? native[role].split(', ').map((tag) => `${tag}:not([role])`) : [])].join(', ')
  const accepts = (found) => (pattern ? new RegExp(pattern).test(found) : exact ? found === name : found.includes(name))
  const root = within ?? document
  return [...root.querySelectorAll(selector)].find((element) => element.checkVisibility() && !element.closest('[inert], [aria-hidden=true]') && accepts(nameOf(element))) ?? null
}

/** Polls until `check` gives something true. */
export async function until(what, check, patience = PATIENCE) {
  const deadline = Date.now() + patience
  let last
  while (Date.now() < deadline) {
    try {
      const found = await check()
      if (found) return found
      last = undefined
    } catch (error) {
      last = error
    }
    await sleep(50)
  }
  throw new Error(`waited ${patience / 1000} s in vain: ${what}${last ? ` (${last.message})` : ''}`, { cause: last })
}

/** Narrow, unbreakable and ordinary spaces are one to the reader. */
export function plain(text) {
  return text.replace(/\s+/g, ' ').trim()
}

async function request(address, method, path, body) {
  const answer = await fetch(address + path, { method, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) })
  const { value } = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message ?? ''}`)
  return value
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
