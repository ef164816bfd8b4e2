import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Backend, BackendError, useBackend } from './backend';
import { clock } from '$lib/clock.svelte';
import { announce } from './changes';
import { READS } from './contract.gen';
import { errorText } from './errors';
import { foresee, resource, type Resource } from './resource.svelte';

const settle = () => new Promise((resume) => setTimeout(resume, 0));

function fake(call: (name: string, request: unknown) => Promise<unknown>): void {
  const none = () => () => undefined;
  useBackend({ call: call as Backend['call'], onChanged: none, onDropped: none, onOpened: none, onDragging: none });
}

describe('resource', () => {
  let stop: () => void = () => undefined;
  beforeEach(() => stop());

  function live(request: () => { text: string } | undefined): Resource<unknown> {
    let made: Resource<unknown> | undefined;
    stop = $effect.root(() => { made = resource('search', request); });
    flushSync();
    return made as Resource<unknown>;
  }

  it('asks again when its tags change, keeping the old value meanwhile', async () => {
    let answer = 1;
    fake(async () => answer);
    const found = live(() => ({ text: 'a' }));
    await settle();
    expect(found.value).toBe(1);
    answer = 2;
    announce(READS.search);
    await Promise.resolve();
    expect(found.value).toBe(1);
    await settle();
    expect(found.value).toBe(2);
  });

  it('does not hear the tags of others', async () => {
    const call = vi.fn(async () => 1);
    fake(call);
    live(() => ({ text: 'a' }));
    await settle();
    announce(['outbox']);
    await settle();
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('drops an answer overtaken by a later request', async () => {
    const answers: ((value: unknown) => void)[] = [];
    fake(() => new Promise((resolve) => answers.push(resolve)));
    let text = $state('a');
    const found = live(() => ({ text }));
    await settle();
    text = 'ab';
    flushSync();
    await settle();
    answers[1]?.('second');
    await settle();
    answers[0]?.('first');
    await settle();
    expect(found.value).toBe('second');
  });

  it('does not ask again what is already on its way', async () => {
    const call = vi.fn(async () => 1);
    fake(call);
    let form = $state({ text: 'a' });
    const found = live(() => ({ text: form.text }));
    form = { text: 'a' };
    flushSync();
    await settle();
    expect(found.value).toBe(1);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('keeps its value beside a refusal, and asks nothing without a request', async () => {
    fake(async () => { throw { code: 'precondition', detail: 'no' }; });
    const found = live(() => ({ text: 'a' }));
    await settle();
    expect(found.failure?.code).toBe('precondition');
    expect(found.loading).toBe(false);
    const call = vi.fn();
    fake(call);
    live(() => undefined);
    await settle();
    expect(call).not.toHaveBeenCalled();
  });
});

describe('refusals', () => {
  it('shows the sentence of the engine, and one of its own when the engine is silent', () => {
    expect(errorText(new BackendError('internal', 'x'))).toMatchObject({ manner: 'alert', text: expect.stringContaining('inattendue') });
    expect(errorText(new BackendError('precondition', 'x', 'Déjà réglée.'))).toMatchObject({ manner: 'notice', text: 'Déjà réglée.' });
    expect(errorText(new BackendError('mail_setup', 'x', 'Non.')).opens?.route).toBe('#/settings');
    expect(BackendError.from(new Error('boom')).code).toBe('internal');
  });
});

describe('what is kept', () => {
  const asked: string[] = [];
  beforeEach(async () => {
    announce(READS.client);
    await settle();
    asked.length = 0;
    fake(async (name, request) => { if (name === 'client') asked.push(JSON.stringify(request)); return asked.length; });
  });

  async function visit(id: number): Promise<{ found: Resource<unknown>; leave: () => void }> {
    let made: Resource<unknown> | undefined;
    const leave = $effect.root(() => { made = resource('client', () => ({ id }), { keep: true }); });
    flushSync();
    await settle();
    return { found: made as Resource<unknown>, leave };
  }

  it('is shown again without asking, to who comes back', async () => {
    const first = await visit(1);
    first.leave();
    const again = await visit(1);
    expect(again.found.value).toBe(1);
    expect(asked).toEqual(['{"id":1}']);
    const other = await visit(2);
    expect(other.found.value).toBe(2);
    [again, other].forEach(({ leave }) => leave());
  });

  it('goes with the first change, whether the screen is there or not, and whether it reads it or not', async () => {
    const first = await visit(1);
    announce(READS.client);
    await settle();
    expect(first.found.value).toBe(2);
    first.leave();
    const again = await visit(1);
    expect(again.found.value).toBe(2);
    again.leave();
    announce(READS.client);
    await settle();
    const later = await visit(1);
    expect(later.found.value).toBe(3);
    later.leave();
    announce(['jobs']);
    await settle();
    const last = await visit(1);
    expect(last.found.value).toBe(4);
    last.leave();
  });

  it('is not what was asked before a change and answered after it', async () => {
    let answer: (value: unknown) => void = () => {};
    fake((name) => (name === 'client' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve()));
    const first = await visit(1);
    announce(['jobs']);
    await settle();
    answer('before');
    await settle();
    expect(first.found.value).toBe('before');
    first.leave();
    const again = await visit(1);
    expect(again.found.value).toBe(undefined);
    again.leave();
  });

  it('is of one day', async () => {
    const today = clock.today;
    const first = await visit(1);
    first.leave();
    clock.today = '2030-01-02';
    const next = await visit(1);
    expect(next.found.value).toBe(2);
    next.leave();
    clock.today = today;
  });

  it('leaves room: many others make it go', async () => {
    for (let id = 1; id <= 80; id += 1) (await visit(id)).leave();
    asked.length = 0;
    (await visit(80)).leave();
    (await visit(1)).leave();
    expect(asked).toEqual(['{"id":1}']);
  });

  it('never holds a refusal', async () => {
    fake(async () => { throw { code: 'precondition', detail: 'no' }; });
    (await visit(1)).leave();
    fake(async () => 'found');
    const again = await visit(1);
    expect(again.found.value).toBe('found');
    again.leave();
  });
});

describe('foresee', () => {
  const asked: string[] = [];
  let stop: () => void = () => undefined;
  beforeEach(async () => {
    announce(READS.client);
    await settle();
    asked.length = 0;
    let answers = 0;
    fake(async (name) => { asked.push(name); return name === 'client' ? ++answers : undefined; });
    stop = $effect.root(() => foresee('client', { id: 1 }));
    flushSync();
  });

  function part(id: number): Resource<unknown> {
    let made: Resource<unknown> | undefined;
    const end = $effect.root(() => { made = resource('client', () => ({ id })); });
    flushSync();
    stop = ((before) => () => { before(); end(); })(stop);
    return made as Resource<unknown>;
  }

  it('asks at once, and only once, what a part asks later', async () => {
    expect(asked.filter((name) => name === 'client')).toEqual(['client']);
    const found = part(1);
    await settle();
    expect(found.value).toBe(1);
    expect(asked.filter((name) => name === 'client')).toEqual(['client']);
    announce(READS.client);
    await settle();
    expect(found.value).toBe(2);
    stop();
  });

  it('is of no use to who asks something else', async () => {
    const found = part(2);
    await settle();
    expect(found.value).toBe(2);
    stop();
  });

  it('is forgotten when something changed, and with the screen', async () => {
    announce(READS.client);
    await settle();
    const found = part(1);
    await settle();
    expect(found.value).toBe(2);
    stop();
    const leave = $effect.root(() => foresee('client', { id: 1 }));
    flushSync();
    leave();
    const other = part(1);
    await settle();
    expect(other.value).toBe(4);
    stop();
  });
});
