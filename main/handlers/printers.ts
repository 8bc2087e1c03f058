import type { AuditAct } from '../../shared/models/audit.ts';
import {
  folderPrinter,
  mostOffset,
  mostPrinters,
  offsetFrom,
  type PrinterSettings,
} from '../../shared/models/printer.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { misfit } from '../printing/drivers/create-driver.ts';
import { foundPrinters } from '../printing/found-printers.ts';
import type { Topic } from './topic.ts';

/** The printers of the station: set up, asked, tried. */
export function printerHandlers(parts: AppParts): Topic<'printers'> {
  const { world, settings, drivers, audit, newId } = parts;
  const all = () => settings.get().printers;
  function settle(printers: PrinterSettings[], [what, name, by]: [AuditAct, string, string]) {
    const noted = audit(what, name, by);
    if (!noted.ok) return noted;
    settings.change({ printers });
    drivers.use(printers);
    parts.printing.nudge();
    return noted;
  }
  /** All printers; labels of green reads come from one of them at most. */
  const others = ({ automatic }: PrinterSettings) =>
    all().map((each) => (automatic && each.automatic ? { ...each, automatic: false } : each));
  function put(printer: PrinterSettings, what: AuditAct, by: string) {
    const changed = settle(
      others(printer).map((each) => (each.id === printer.id ? printer : each)),
      [what, printer.name, by],
    );
    return changed.ok ? ok(printer) : changed;
  }
  return {
    async 'printers.list'() {
      const taken = all().map(({ way }) => way);
      return ok({
        items: drivers.states(),
        found: await foundPrinters(world.pagePrinter ?? null, taken),
      });
    },
    async 'printers.status'({ id }) {
      const health = await drivers.look(id);
      return health ? ok(health) : fail('printer-unknown', { printer: id });
    },
    'printers.save'({ id, ...wish }, { by }) {
      const why = misfit(wish);
      if (why) return { ok: false, problem: why };
      if (id === undefined) {
        if (all().length > mostPrinters) return fail('printer-many', { max: mostPrinters });
        if (wish.way.kind === 'folder') return fail('printer-stays');
        const printer = { ...wish, id: newId() };
        const added = settle([...others(printer), printer], ['printer-added', printer.name, by]);
        return added.ok ? ok(printer) : added;
      }
      const was = all().find((printer) => printer.id === id);
      if (!was) return fail('printer-unknown', { printer: id });
      const { language, dpi } = wish;
      const folder = id === folderPrinter.id;
      if (!folder && wish.way.kind === 'folder') return fail('printer-stays');
      return put(folder ? { ...was, language, dpi } : { ...wish, id }, 'printer-changed', by);
    },
    'printers.remove'({ id }, { by }) {
      if (id === folderPrinter.id) return fail('printer-stays');
      const gone = all().find((printer) => printer.id === id);
      if (!gone) return fail('printer-unknown', { printer: id });
      const left = all().filter((printer) => printer !== gone);
      return settle(left, ['printer-removed', gone.name, by]);
    },
    async 'printers.test'({ id, size }) {
      const printer = drivers.settings(id);
      const driver = drivers.get(id);
      if (!printer || !driver) return fail('printer-unknown', { printer: id });
      // It brings a PDF library that nothing else in the station needs.
      const { calibrationJob } = await import('../printing/calibration.ts');
      const job = calibrationJob(printer, size);
      if (!job.ok) return job;
      const report = await driver.send(job.value, new AbortController().signal);
      await drivers.look(id);
      return report.problem
        ? { ok: false, problem: report.problem }
        : ok({ printed: report.printed ?? null });
    },
    'printers.calibrate'({ id, measured }, { by }) {
      const was = all().find((printer) => printer.id === id);
      if (!was) return fail('printer-unknown', { printer: id });
      const offset = offsetFrom(was.offset, measured);
      if (!offset) return fail('printer-offset-far', { max: mostOffset });
      return put({ ...was, offset }, 'printer-calibrated', by);
    },
  };
}
