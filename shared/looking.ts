import type { CallName } from './contract.ts';

/**
 * Calls that a window makes by itself to fill a screen, again and again while nobody is there: they are no
 * sign of a person. What is not named here is.
 */
const looks: ReadonlySet<string> = new Set<CallName>([
  'state.get',
  'caller.get',
  'batches.list',
  'batches.tags',
  'batches.article',
  'batches.pace',
  'reads.list',
  'devices.list',
  'devices.count',
  'devices.get',
  'imports.get',
  'imports.list',
  'imports.look',
  'jobs.list',
  'jobs.results',
  'conflicts.show',
  'reconcile.last',
  'catalog.get',
  'catalog.retired',
  'labels.templates',
  'templates.list',
  'templates.get',
  'templates.draw',
  'templates.survival',
  'labels.files',
  'labels.toDestroy',
  'printing.jobs',
  'printing.picture',
  'printing.pieces',
  'printing.ledger',
  'printing.media',
  'printing.blastRadius',
  'golden.list',
  'undo.plan',
  'makers.ranges',
  'sync.operations',
  'audit.list',
  'handover.look',
  'handover.stations',
  'scanners.ports',
  'printers.list',
  'operators.names',
  'operators.list',
  // Decided by the station itself, by what was read.
  'station.read',
]);

export const isLook = (name: CallName): boolean => looks.has(name);
