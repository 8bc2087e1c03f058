import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** One row, one commit, as safe as the station's: the floor that a read is measured against. */
export interface BareCommits {
  /** Times in ms so far, and none of them again. */
  take(): Promise<number[]>;
  end(): Promise<void>;
}

/** Commits in a database of its own in `folder`, one each `every` ms, in a thread of its own. */
export function commitBarely(folder: string, every: number): BareCommits {
  const worker = new Worker(new URL(import.meta.url), { workerData: { folder, every } });
  return {
    take: () =>
      new Promise((resolve) => {
        worker.once('message', resolve);
        worker.postMessage('take');
      }),
    async end() {
      await worker.terminate();
    },
  };
}

if (!isMainThread && workerData?.every) {
  const { folder, every } = workerData as { folder: string; every: number };
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, sn TEXT NOT NULL UNIQUE, body TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO t (sn, body) VALUES (?, ?)');
  const body = 'x'.repeat(400);
  let times: number[] = [];
  let n = 0;
  setInterval(() => {
    const from = performance.now();
    insert.run(`SN-${n++}`, body);
    times.push(performance.now() - from);
  }, every);
  parentPort?.on('message', () => {
    parentPort?.postMessage(times);
    times = [];
  });
}
