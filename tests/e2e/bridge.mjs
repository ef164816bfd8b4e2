// A bridge of its own for each story: a fresh folder, a held clock, the built interface.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'ui', 'dist');

function program() {
  const binary = process.env['ECHU_BRIDGE'] ?? join(root, 'target', 'debug', process.platform === 'win32' ? 'bridge.exe' : 'bridge');
  if (!existsSync(binary)) throw new Error(`no bridge at ${binary}: cargo build -p echu-tests --bin bridge`);
  if (!existsSync(join(dist, 'index.html'))) throw new Error('no built interface: npm run build');
  return binary;
}

/** Starts a bridge on `today`; `stop` ends it and removes its folder. */
export async function startBridge(today = '2026-11-23') {
  const folder = mkdtempSync(join(tmpdir(), 'echu-e2e-'));
  const child = spawn(program(), ['--data', folder, '--today', today, '--ui', dist], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    let heard = '';
    child.stdout.on('data', (chunk) => {
      heard += chunk;
      const found = /listening on (\S+)/.exec(heard);
      if (found) resolve(`http://${found[1]}`);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the bridge stopped at once (${code})`)));
  });

  async function post(path, body) {
    const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const value = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`${path}: ${JSON.stringify(value)}`), value);
    return value;
  }

  return {
    url,
    folder,
    /** Runs a command of the contract. */
    rpc: (name, request = {}) => post(`/rpc/${name}`, request),
    /** The file the next dialog answers; gives its token. */
    choose: (path) => post('/files', { path }),
    /** Moves the clock. */
    clock: (day, time) => post('/clock', { today: day, ...(time ? { time } : {}) }),
    /** What the app opened in other programs. */
    opened: async () => (await (await fetch(`${url}/opened`)).json()).opened,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
