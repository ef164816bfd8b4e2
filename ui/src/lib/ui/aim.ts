import { tick } from 'svelte';

/** Puts the cursor where a link asked for: on the field of that name in the contract, or the first of a part (`address`). */
export function aim(field: string | undefined): (form: HTMLElement) => void {
  return (form) => {
    if (!field) return;
    const name = CSS.escape(field);
    form.querySelector<HTMLElement>(`[name="${name}"], [name^="${name}."]`)?.focus();
  };
}

/** Puts the cursor on the first field that was refused, so that it comes into sight with what is said of it. */
export async function toRefused(form: HTMLElement | undefined): Promise<void> {
  await tick();
  form?.querySelector<HTMLElement>('[aria-invalid="true"], .err input')?.focus();
}
