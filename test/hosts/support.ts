import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../../main/line.ts';
import type { State } from '../../shared/models/state.ts';
import { fail, ok } from '../../shared/problems.ts';

/** A line that remembers what it was asked and says what a test wants said. */
export class FakeLine implements Line {
  readonly calls: { name: string; input: unknown; role: string }[] = [];
  readonly listeners = new Set<(state: State) => void>();
  state = { version: 'first', kiosk: { on: false, pin: false }, imports: [] as unknown } as State;

  call: Line['call'] = async (name, input, caller) => {
    this.calls.push({ name, input, role: caller.role });
    return name === 'state.get' ? ok(this.state) : fail('unknown-call', { name });
  };
  watch: Line['watch'] = (listener) => {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  };
  close = async (): Promise<void> => {};

  change(state: State): void {
    this.state = state;
    for (const listener of this.listeners) listener(state);
  }
}

export const canary = 'CANARY-outside-the-page';

/** A built page, a secret beside it, and links and files that must not be a way to it. */
export function pageFolder(): string {
  const outside = mkdtempSync(join(tmpdir(), 'lineside-page-'));
  const folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const index = '<meta name="csp-nonce" content="__NONCE__"><style nonce="__NONCE__"></style>';
  writeFileSync(join(folder, 'index.html'), index);
  writeFileSync(join(folder, 'assets', 'app.js'), 'document.title = "page";');
  writeFileSync(join(folder, '.env'), canary);
  writeFileSync(join(folder, 'assets', 'app.js.map'), canary);
  writeFileSync(join(outside, 'secret.js'), canary);
  writeFileSync(join(outside, 'renderer-of-another.js'), canary);
  symlinkSync(join(outside, 'secret.js'), join(folder, 'assets', 'link.js'));
  symlinkSync(outside, join(folder, 'up'));
  return folder;
}

export interface Asked {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** One request, with exactly the headers given: nothing is filled in, not even Host. */
export function ask(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: string | Buffer,
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, setHost: false, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export const problemOf = (asked: Asked): string => JSON.parse(asked.body).problem.code;
