import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first. Vitest begins with large files where it remembers no times, as in a
 * fresh clone: a small file that opens a browser 79 times would begin last, and one core would wait for it.
 */
const longest = [
  'test/packaging/layout.test.ts',
  'test/renderer/every-scene-1.test.ts',
  'test/renderer/every-scene-2.test.ts',
  'test/faults/nth-call.test.ts',
  'test/sim/sim.test.ts',
  'test/faults/killed-in-between.test.ts',
  'test/acceptance/enos-sync.test.ts',
  'test/acceptance/command-line.test.ts',
  'test/acceptance/enos-life.test.ts',
  'test/acceptance/cloud-process.test.ts',
  'test/acceptance/simulate-device.test.ts',
  'test/renderer/scan-screen.test.ts',
  'test/contract/junk.test.ts',
  'test/cloud/catalog-carry.test.ts',
  'test/acceptance/many-stations.test.ts',
  'test/acceptance/green-is-safe-and-once.test.ts',
  'test/devices/bulk.test.ts',
  'test/model/station-history.test.ts',
  'test/cloud/process.test.ts',
  'test/acceptance/forty-units.test.ts',
  'test/printing/hostile-labels.test.ts',
  'test/renderer/window.test.ts',
  'test/renderer/log-on.test.ts',
  'test/acceptance/secrets.test.ts',
  'test/acceptance/scanner.test.ts',
  'test/renderer/print-queue.test.ts',
  'test/commands/on-duty.test.ts',
  'test/acceptance/damage.test.ts',
  'test/renderer/groups.test.ts',
  'test/acceptance/labels.test.ts',
  'test/catalog/export.test.ts',
  'test/labels/read-back.test.ts',
  'test/cloud/catalog-seed.test.ts',
  'test/acceptance/full-disk.test.ts',
  'test/acceptance/storm.test.ts',
  'test/intake/units.test.ts',
  'test/acceptance/export.test.ts',
  'test/operators/on-duty.test.ts',
  'test/renderer/undo-screen.test.ts',
  'test/cloud/gate.test.ts',
  'test/renderer/designer.test.ts',
  'test/operators/badges.test.ts',
  'test/devices/enos-life.test.ts',
  'test/acceptance/undo-command.test.ts',
  'test/catalog/verify.test.ts',
  'test/packaging/release-check.test.ts',
  'test/certificate/command.test.ts',
];

/**
 * Those that have a process to themselves, then those that share one; of each the files above, then large ones, as
 * without it.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const gone = longest.filter((file) => !existsSync(join(root, file)));
    if (gone.length > 0)
      throw new Error(`test/longest-first.ts names what is gone: ${gone.join()}`);
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative(root, moduleId).replaceAll('\\', '/'));
      return found < 0 ? longest.length : found;
    };
    const shares = ({ project }: TestSpecification) => (project.config.isolate ? 0 : 1);
    return (await super.sort(files)).toSorted(
      (a, b) => shares(a) - shares(b) || place(a) - place(b),
    );
  }
}
