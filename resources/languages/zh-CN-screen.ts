import type { Words } from './en.ts';
import { actions } from './zh-CN/actions.ts';
import { audit } from './zh-CN/audit.ts';
import { auditActs } from './zh-CN/audit-acts.ts';
import { camera } from './zh-CN/camera.ts';
import { catalogEditor } from './zh-CN/catalog-editor.ts';
import { catalogFields } from './zh-CN/catalog-fields.ts';
import { certificate } from './zh-CN/certificate.ts';
import { codesExport } from './zh-CN/codes-export.ts';
import { commands } from './zh-CN/commands.ts';
import { conflicts } from './zh-CN/conflicts.ts';
import { demo } from './zh-CN/demo.ts';
import { designer } from './zh-CN/designer.ts';
import { device } from './zh-CN/device.ts';
import { devices } from './zh-CN/devices.ts';
import { diagnostics } from './zh-CN/diagnostics.ts';
import { enosFiles } from './zh-CN/enos-files.ts';
import { filesOut } from './zh-CN/files-out.ts';
import { groups } from './zh-CN/groups.ts';
import { handover } from './zh-CN/handover.ts';
import { imports } from './zh-CN/imports.ts';
import { labels } from './zh-CN/labels.ts';
import { line } from './zh-CN/line.ts';
import { making } from './zh-CN/making.ts';
import { operators } from './zh-CN/operators.ts';
import { printQueue } from './zh-CN/print-queue.ts';
import { printers } from './zh-CN/printers.ts';
import { ranges } from './zh-CN/ranges.ts';
import { recovery } from './zh-CN/recovery.ts';
import { rule } from './zh-CN/rule.ts';
import { scan } from './zh-CN/scan.ts';
import { series } from './zh-CN/series.ts';
import { settings } from './zh-CN/settings.ts';
import { shell } from './zh-CN/shell.ts';
import { stock } from './zh-CN/stock.ts';
import { sync } from './zh-CN/sync.ts';
import { units } from './zh-CN/units.ts';
import { wedge } from './zh-CN/wedge.ts';

export const zhCNScreen: Words['screen'] = {
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
