import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import type { Handlers } from '../dispatch.ts';
import { makeState } from '../state.ts';
import { examine } from '../store/doctor.ts';
import { actionHandlers } from './actions.ts';
import { auditHandlers } from './audit.ts';
import { batchHandlers } from './batches.ts';
import { catalogHandlers } from './catalog.ts';
import { commandHandlers } from './commands.ts';
import { deviceHandlers } from './devices.ts';
import { diagnosticsHandlers } from './diagnostics.ts';
import { exportHandlers } from './exports.ts';
import { handoverHandlers } from './handover.ts';
import { hostHandlers } from './host.ts';
import { importHandlers } from './imports.ts';
import { kioskHandlers } from './kiosk.ts';
import { labelHandlers } from './labels.ts';
import { lineHandlers } from './line.ts';
import { makerHandlers } from './makers.ts';
import { operatorHandlers } from './operators.ts';
import { printerHandlers } from './printers.ts';
import { printingHandlers } from './printing.ts';
import { readHandlers } from './reads.ts';
import { reconcileHandlers } from './reconcile.ts';
import { recoveryHandlers } from './recovery.ts';
import { scannerHandlers } from './scanners.ts';
import { syncHandlers } from './sync.ts';
import { templateHandlers } from './templates.ts';
import { unitHandlers } from './units.ts';

/** What stands behind each row of the contract: mostly one line that leads to the right room. */
export function makeHandlers(parts: AppParts): Handlers {
  const { store, station } = parts;
  return {
    'state.get': () => ok(makeState(parts)),
    'caller.get': (_, { role }) => ok({ role }),
    'station.read': ({ text, source }) => ok(station.receive(text, source)),
    'doctor.run': async () => ok({ checks: await examine(store) }),
    ...batchHandlers(parts),
    ...lineHandlers(parts),
    ...readHandlers(parts),
    ...deviceHandlers(parts),
    ...importHandlers(parts),
    ...exportHandlers(parts),
    ...actionHandlers(parts),
    ...catalogHandlers(parts),
    ...labelHandlers(parts),
    ...templateHandlers(parts),
    ...printingHandlers(parts),
    ...makerHandlers(parts),
    ...commandHandlers(parts),
    ...syncHandlers(parts),
    ...scannerHandlers(parts),
    ...printerHandlers(parts),
    ...hostHandlers(parts),
    ...kioskHandlers(parts),
    ...operatorHandlers(parts),
    ...handoverHandlers(parts),
    ...auditHandlers(parts),
    ...diagnosticsHandlers(parts),
    ...unitHandlers(parts),
    ...reconcileHandlers(parts),
    ...recoveryHandlers(parts),
  };
}
