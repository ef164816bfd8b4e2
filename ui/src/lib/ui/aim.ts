/** Puts the cursor where a link asked for: on the field of that name in the contract, or the first of a part (`address`). */
export function aim(field: string | undefined): (form: HTMLElement) => void {
  return (form) => {
    if (!field) return;
    const name = CSS.escape(field);
    form.querySelector<HTMLElement>(`[name="${name}"], [name^="${name}."]`)?.focus();
  };
}
