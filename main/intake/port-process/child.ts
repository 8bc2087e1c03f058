import { openChannel } from './channel.ts';
import { beatEvery, type FromPort, type ToPort } from './messages.ts';
import { listSerial, openSerial, type SerialLine } from './serial-port.ts';

/**
 * The whole of a port's process: one port, opened, read, written and closed for the station, which
 * knows nothing of `serialport` and cannot be taken down by it. The station cuts the codes.
 */

/** Bytes that the station has not taken yet; above it the port is not read, and the tty holds back. */
const mostWaiting = 256 * 1024;

const channel = openChannel(take);
const say = (message: FromPort, taken?: () => void) => channel.send(message, taken);
let port: SerialLine | null = null;

async function take(message: ToPort): Promise<void> {
  switch (message.do) {
    case 'open': {
      let waiting = 0;
      const opened = await openSerial(message.path, message.line, {
        onData(bytes) {
          waiting += bytes.length;
          if (waiting > mostWaiting) port?.pause();
          // A copy of its own: the port reuses its buffer, and only these bytes are to be sent.
          say({ say: 'data', bytes: Uint8Array.from(bytes) }, () => {
            waiting -= bytes.length;
            if (waiting < mostWaiting / 4) port?.resume();
          });
        },
        onClose({ unplugged, detail }) {
          port = null;
          say({ say: 'closed', unplugged, detail });
        },
      });
      if (opened.ok) port = opened.value;
      say({ say: 'opened', result: opened.ok ? { ok: true, value: {} } : opened });
      return;
    }
    case 'write': {
      const { id } = message;
      if (!port) return say({ say: 'written', id, problem: 'the port is closed' });
      return port.write(message.bytes, (problem) => say({ say: 'written', id, problem }));
    }
    case 'close':
      // A connection is never followed by another in the same process: nothing can be left over.
      port?.close();
      setImmediate(() => process.exit(0));
      return;
    case 'list':
      return say({ say: 'listed', items: await listSerial() });
  }
}

let due = performance.now() + beatEvery;
let used = process.cpuUsage();
setInterval(() => {
  const now = performance.now();
  const { user, system } = process.cpuUsage(used);
  say({ say: 'beat', late: Math.max(now - due, 0), cpu: (user + system) / 1000 });
  used = process.cpuUsage();
  due = now + beatEvery;
}, beatEvery);
