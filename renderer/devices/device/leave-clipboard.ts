/** As long as a host waits that can read the clipboard. */
const clearsAfterMs = 60_000;

/** SHA-256 of a text, hexadecimal: a host knows it again by that on the clipboard. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let waiting: AbortController | null = null;

/**
 * Takes off the clipboard what was just copied, as far as a page can. It may not look whether it is still there: so
 * only if this window was in front all the time and nothing else was copied in it. Then nobody copied anything else.
 */
export function clearWhileHere(): void {
  waiting?.abort();
  const gone = new AbortController();
  waiting = gone;
  const { signal } = gone;
  const timer = window.setTimeout(() => {
    gone.abort();
    if (document.hasFocus()) void navigator.clipboard.writeText('').catch(() => {});
  }, clearsAfterMs);
  const leave = () => gone.abort();
  window.addEventListener('blur', leave, { signal });
  document.addEventListener('copy', leave, { signal });
  document.addEventListener('cut', leave, { signal });
  signal.addEventListener('abort', () => window.clearTimeout(timer));
}
