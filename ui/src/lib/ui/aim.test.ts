import { expect, it } from 'vitest';
import { aim, toRefused } from './aim';

function form(inside: string): HTMLFormElement {
  document.body.innerHTML = `<form>${inside}</form>`;
  return document.forms[0] as HTMLFormElement;
}

it('a refusal puts the cursor on the first field it is about', async () => {
  await toRefused(form('<input name="a"><input name="b" aria-invalid="true"><input name="c" aria-invalid="true">'));
  expect(document.activeElement?.getAttribute('name')).toBe('b');
  await toRefused(form('<input name="a"><p class="err"><input name="d"></p>'));
  expect(document.activeElement?.getAttribute('name')).toBe('d');
});

it('a link puts it on the field it names, or the first of a part', () => {
  aim('address')(form('<input name="name"><input name="address.street">'));
  expect(document.activeElement?.getAttribute('name')).toBe('address.street');
});
