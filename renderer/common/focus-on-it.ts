/**
 * As `ref`: what appears gets the focus, once. A function made anew at each drawing would take it back
 * from wherever it went since.
 */
export const focusOnIt = (element: HTMLElement | null): void =>
  element?.focus({ preventScroll: true });
