const textTypes = new Set(['text', 'search', 'url', 'password', 'number', 'email', 'tel', '']);

/** True where keys are meant for a field, so that nobody else may take them. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return textTypes.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
