/**
 * The page's policy forbids to make markup or script of a text, wherever that would be tried (Trusted Types). What the
 * UI kit writes as text is style, and that has no `<` in it: such a text can become nothing but itself. The one
 * script that is named by a text is the worker that reads the camera.
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: Record<'createHTML' | 'createScriptURL', (text: string) => string | null>,
  ): unknown;
}

/** What stays a text when it is read as markup; null, which refuses, for all else. */
export const plainText = (text: string): string | null => (text.includes('<') ? null : text);

/** A file of our own below `assets/`, as the build names them. */
export function ownWorker(text: string, page: string): string | null {
  if (!URL.canParse(text, page)) return null;
  const url = new URL(text, page);
  // By parts: the origin of `app:` is "null" for whoever does not know that scheme.
  const ours = url.protocol === new URL(page).protocol && url.host === new URL(page).host;
  return ours && /^\/assets\/camera-worker-[\w-]+\.js$/.test(url.pathname) ? url.href : null;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
// Browsers without it ignore that part of the policy as well.
trustedTypes?.createPolicy('default', {
  createHTML: plainText,
  createScriptURL: (text) => ownWorker(text, document.baseURI),
});
