import { actions } from './en/actions.ts';
import { audit } from './en/audit.ts';
import { auditActs } from './en/audit-acts.ts';
import { camera } from './en/camera.ts';
import { catalogEditor } from './en/catalog-editor.ts';
import { catalogFields } from './en/catalog-fields.ts';
import { certificate } from './en/certificate.ts';
import { codesExport } from './en/codes-export.ts';
import { commands } from './en/commands.ts';
import { conflicts } from './en/conflicts.ts';
import { demo } from './en/demo.ts';
import { designer } from './en/designer.ts';
import { device } from './en/device.ts';
import { devices } from './en/devices.ts';
import { diagnostics } from './en/diagnostics.ts';
import { enosFiles } from './en/enos-files.ts';
import { filesOut } from './en/files-out.ts';
import { groups } from './en/groups.ts';
import { handover } from './en/handover.ts';
import { imports } from './en/imports.ts';
import { labels } from './en/labels.ts';
import { line } from './en/line.ts';
import { making } from './en/making.ts';
import { operators } from './en/operators.ts';
import { printQueue } from './en/print-queue.ts';
import { printers } from './en/printers.ts';
import { ranges } from './en/ranges.ts';
import { recovery } from './en/recovery.ts';
import { rule } from './en/rule.ts';
import { scan } from './en/scan.ts';
import { series } from './en/series.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { stock } from './en/stock.ts';
import { sync } from './en/sync.ts';
import { units } from './en/units.ts';
import { wedge } from './en/wedge.ts';

/** Every word on screen, by the screen it is seen on. A key that another language lacks does not compile there. */
export const screen = {
  ...shell,
  ...demo,
  ...scan,
  ...camera,
  ...line,
  ...making,
  ...devices,
  ...handover,
  ...filesOut,
  ...imports,
  ...device,
  ...actions,
  ...groups,
  ...catalogFields,
  ...recovery,
  ...rule,
  ...series,
  ...ranges,
  ...catalogEditor,
  ...labels,
  ...designer,
  ...printQueue,
  ...stock,
  ...sync,
  ...conflicts,
  ...certificate,
  ...codesExport,
  ...enosFiles,
  ...commands,
  ...settings,
  ...audit,
  ...auditActs,
  ...diagnostics,
  ...printers,
  ...wedge,
  ...operators,
  ...units,
};
