/** `Inverter front` -> `inverter-front`; what is left of Chinese is nothing, and then it is `label`. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const kept = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return kept.slice(0, 32).replace(/-+$/, '') || 'label';
}

/** An id for a new template that none of the others has. */
export function freeTemplateId(name: string, taken: readonly string[]): string {
  const stem = slug(name);
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
