import { readFileSync } from 'node:fs';
import { describeIssues } from '../../../shared/describe-issues.ts';
import type { Verdict } from '../../../shared/models/read.ts';
import { type Unit, unitWishSchema } from '../../../shared/models/unit.ts';
import { ProblemError } from '../../../shared/problems.ts';
import type { App } from '../../app.ts';
import { createUnits, type Units } from '../../intake/units.ts';
import { misuse, tell } from './command.ts';
import type { OpenJob } from './job.ts';
import type { Tally } from './tally.ts';

/** Reads a unit's profile (docs/units.md) from a file; `file-unreadable`, and wrong usage where it is none. */
export function readProfile(file: string): Unit {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'ENOENT' } = error as NodeJS.ErrnoException;
    throw new ProblemError('file-unreadable', { file, detail: code });
  }
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    misuse(`--unit ${file}: it is not JSON`);
  }
  const profile = unitWishSchema.safeParse(found);
  if (!profile.success) misuse(`--unit ${file} (${describeIssues(profile.error)})`);
  if (profile.data.kind === 'uart' && profile.data.begins.kind === 'command') {
    misuse(`--unit ${file}: nobody is there to ask; "begins" has to be arrival or poll`);
  }
  return { ...profile.data, id: 'cli' };
}

/** Reads the units of one profile for a job, until it is closed. */
export function listenToUnit(app: App, unit: Unit, job: OpenJob, tally: Tally): Units {
  const { world, station } = app.parts;
  const name = unit.kind === 'uart' ? unit.path : `usb:${unit.vendorId}`;
  let shown = '';
  const unwanted: Verdict = { text: '', verdict: 'refused' };
  const units = createUnits({
    ports: world.ports,
    usb: world.usb,
    now: () => Date.now(),
    receive: (deviceSn, source, facts) =>
      tally.take(() => job.receive(deviceSn, source, facts)) ?? unwanted,
    misread: (why, source) => tally.take(() => station.misread(why, source)) ?? unwanted,
    onChange() {
      const [state] = units.states();
      if (!state) return;
      const now = state.connected ? 'connected' : (state.problem?.code ?? '');
      if (now === shown) return;
      shown = now;
      const { connected, problem } = state;
      tell(JSON.stringify({ port: name, connected, ...(problem ? { problem } : {}) }));
    },
  });
  units.use([unit]);
  return units;
}
