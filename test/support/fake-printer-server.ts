import { createServer, type Server, type Socket } from 'node:net';

/**
 * A ZPL printer on a port of this machine: takes `^XA`…`^XZ` with `^PQ`, answers `~HS`, `~HI` and its label
 * counter, and has every fault of its kind. What "came out" is what a person would find in its tray.
 */
export interface FakePrinter {
  host: string;
  port: number;
  /** The formats that came out, in order, copies and doubles included. */
  out: string[];
  /** Formats that it took and did not print. */
  held: string[];
  /** Connections that it had. */
  connections: number;
  set(faults: Partial<Faults>): void;
  close(): Promise<void>;
}

export interface Faults {
  /** Ends each connection at once. */
  refuse: boolean;
  /** Resets the connection after so many bytes of labels, once. */
  dieAtByte: number | null;
  paperOut: boolean;
  /** Reports it, and prints nothing more, after so many labels. */
  paperOutAfter: number | null;
  headUp: boolean;
  ribbonOut: boolean;
  paused: boolean;
  bufferFull: boolean;
  /** Numbers of labels (1 is the first) that it takes and loses, or prints twice. */
  swallow: number[];
  double: number[];
  /** Says nothing to any question, as a print server does. */
  mute: boolean;
  /** Takes nothing more after so many bytes. */
  deafAtByte: number | null;
  /** Milliseconds for each label. */
  msPerLabel: number;
}

const well: Faults = {
  refuse: false,
  dieAtByte: null,
  paperOut: false,
  paperOutAfter: null,
  headUp: false,
  ribbonOut: false,
  paused: false,
  bufferFull: false,
  swallow: [],
  double: [],
  mute: false,
  deafAtByte: null,
  msPerLabel: 0,
};

/** Listens on a free port until it is closed. */
export async function openFakePrinter(given: Partial<Faults> = {}): Promise<FakePrinter> {
  const faults = { ...well, ...given };
  const sockets = new Set<Socket>();
  const printer = { out: [] as string[], held: [] as string[], connections: 0 };
  let bytes = 0;
  let seen = 0;
  let odometer = 4711;
  let printing: NodeJS.Timeout | undefined;
  const stopped = () => faults.paperOut || faults.paused || faults.headUp || faults.ribbonOut;

  function printOne(): void {
    const format = printer.held.shift();
    if (format === undefined) return;
    const copies = Number(/\^PQ(\d+)/.exec(format)?.[1] ?? 1);
    seen++;
    const times = faults.swallow.includes(seen) ? 0 : faults.double.includes(seen) ? 2 : 1;
    for (let n = 0; n < times * copies; n++) printer.out.push(format);
    odometer += times * copies;
    if (faults.paperOutAfter !== null && printer.out.length >= faults.paperOutAfter) {
      faults.paperOut = true;
    }
  }
  function work(): void {
    if (faults.msPerLabel === 0) while (printer.held.length > 0 && !stopped()) printOne();
    else {
      printing ??= setInterval(() => {
        if (!stopped()) printOne();
      }, faults.msPerLabel);
    }
  }

  const bit = (on: boolean) => (on ? '1' : '0');
  const line = (text: string) => `\x02${text}\x03\r\n`;
  const status = () =>
    line(
      `030,${bit(faults.paperOut)},${bit(faults.paused || stopped())},0400,${String(printer.held.length).padStart(3, '0')},${bit(faults.bufferFull)},0,0,000,0,0,0`,
    ) +
    line(`000,0,${bit(faults.headUp)},${bit(faults.ribbonOut)},0,2,4,0,00000000,1,000`) +
    line('1234,0');
  const answers: [RegExp, () => string][] = [
    [/^~HS/, status],
    [/^~HI/, () => line('FAKE-ZT-203dpi,V1.0,8,8176KB')],
    [/^! U1 getvar "odometer.total_label_count"\r\n/, () => `"${odometer}"`],
  ];

  function understand(socket: Socket, buffer: string): string {
    let rest = buffer;
    for (;;) {
      const start = rest.search(/\^XA|~H[SI]|! U1/);
      if (start < 0) return rest.slice(-4);
      rest = rest.slice(start);
      const asked = answers.find(([pattern]) => pattern.test(rest));
      if (asked) {
        rest = rest.replace(asked[0], '');
        if (!faults.mute) socket.write(asked[1](), 'latin1');
        continue;
      }
      const end = rest.indexOf('^XZ');
      if (!rest.startsWith('^XA') || end < 0) return rest;
      printer.held.push(rest.slice(0, end + 3));
      rest = rest.slice(end + 3);
      work();
    }
  }

  const server: Server = createServer((socket) => {
    printer.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (faults.refuse) {
      socket.resetAndDestroy();
      return;
    }
    let buffer = '';
    socket.on('data', (data) => {
      const text = data.toString('latin1');
      const labels = text.includes('^');
      const limit = faults.dieAtByte;
      if (labels && limit !== null && bytes + data.length >= limit) {
        faults.dieAtByte = null;
        // What came before the reset was read, as a printer whose cable is pulled has read it.
        understand(socket, buffer + text.slice(0, Math.max(0, limit - bytes)));
        bytes = limit;
        socket.resetAndDestroy();
        return;
      }
      if (labels) bytes += data.length;
      if (faults.deafAtByte !== null && bytes >= faults.deafAtByte) {
        socket.pause();
        return;
      }
      buffer = understand(socket, buffer + text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      clearInterval(printing);
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return Object.assign(printer, {
    host: '127.0.0.1',
    port,
    set(change: Partial<Faults>) {
      Object.assign(faults, change);
      work();
    },
    close,
  });
}
