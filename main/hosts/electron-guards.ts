import type { IpcMainEvent, IpcMainInvokeEvent, Session, WebContents } from 'electron';

/** The one place that windows are loaded from. */
export const appOrigin = 'app://lineside';

/** By parts: Node's own `origin` is "null" for every scheme that it does not know. */
export function isOurUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return `${url.protocol}//${url.host}` === appOrigin && url.username === '' && url.password === '';
}

/** The picture of a camera and no sound, and putting text onto the clipboard, never reading it; for our own page. */
export function mayHave(permission: string, url: string, media: readonly string[]): boolean {
  if (!isOurUrl(url)) return false;
  if (permission === 'clipboard-sanitized-write') return true;
  return permission === 'media' && media.length > 0 && media.every((m) => m === 'video');
}

/**
 * Electron grants every permission unless told otherwise. A window of ours needs hardly any:
 * scanners, printers and files are the station's.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayHave(permission, details.requestingUrl, media));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    mayHave(permission, origin, mediaType ? [mediaType] : []),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  // What the page made itself may be saved. Electron would save whatever a link names.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${appOrigin}/`)) event.preventDefault();
  });
  // The content policy says the same; this holds also where a policy would be forgotten.
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    const known = ['data:', 'blob:', 'devtools:'].includes(protocol);
    answer({ cancel: !known && !isOurUrl(details.url) });
  });
}

/** Whatever a page tries, a window shows our page and no other, and opens no other window. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (!isOurUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Electron's checklist, item 17: a window of ours, its top frame, and our page in it. */
export function isOurSender(
  event: IpcMainEvent | IpcMainInvokeEvent,
  windows: ReadonlySet<WebContents>,
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    windows.has(event.sender) &&
    frame.parent === null &&
    frame === event.sender.mainFrame &&
    frame.origin === appOrigin &&
    isOurUrl(frame.url)
  );
}
