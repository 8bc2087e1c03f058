import type { IpcMain, IpcMainInvokeEvent, Protocol, WebContents } from 'electron';
import type { Role } from '../../shared/roles.ts';
import type { Line } from '../line.ts';
import { readCallText } from './call-body.ts';
import { type CallPace, createCallPace } from './call-pace.ts';
import { appOrigin, isOurSender } from './electron-guards.ts';
import { readPage } from './pages.ts';

/** The two verbs on the wire; `preload.ts` holds the other end. */
export const callChannel = 'lineside:call';
export const watchChannel = 'lineside:watch';

/** Word for word what Electron says of a channel that is not there: a stranger learns nothing. */
const noSuchChannel = (channel: string) => new Error(`No handler registered for '${channel}'`);

export interface DoorOptions {
  line: Line;
  role: Role;
  /** Those that may speak: the windows that this host opened itself. */
  windows: ReadonlySet<WebContents>;
  /** How often they may call, all together. */
  pace?: CallPace;
}

/** Opens the one door that windows have to the station. */
export function openDoor(ipc: IpcMain, { line, role, windows, pace }: DoorOptions): void {
  const tooMany = createCallPace(pace);
  ipc.handle(callChannel, async (event: IpcMainInvokeEvent, name: unknown, text: unknown) => {
    if (!isOurSender(event, windows)) throw noSuchChannel(callChannel);
    const slower = tooMany();
    if (slower) return { ok: false, problem: slower };
    const called = String(name).slice(0, 64);
    const body = readCallText(text, called);
    if ('problem' in body) return { ok: false, problem: body.problem };
    return line.call(called, body.input, { role });
  });

  const stops = new Map<WebContents, () => void>();
  const stop = (contents: WebContents): void => {
    stops.get(contents)?.();
    stops.delete(contents);
  };
  ipc.on(watchChannel, (event) => {
    if (!isOurSender(event, windows)) return;
    const { sender } = event;
    // A page that was loaded again asks again; the old one's watch would be a second voice.
    if (stops.has(sender)) stop(sender);
    else sender.once('destroyed', () => stop(sender));
    const push = line.watch((state) => {
      if (!sender.isDestroyed()) sender.send(watchChannel, state);
    });
    stops.set(sender, push);
  });
}

/** Serves the built page at `app://lineside/`, by the same rules as the browser host. */
export function servePages(protocol: Protocol, rendererFolder: string): void {
  protocol.handle('app', async (request) => {
    const ours = request.url.startsWith(`${appOrigin}/`);
    // An empty target names nothing, so another host gets what a missing file gets.
    const target = ours ? request.url.slice(appOrigin.length) : '';
    const page = await readPage(rendererFolder, request.method, target);
    return new Response(page.body, { status: page.status, headers: page.headers });
  });
}
