import {
  type PrinterSettings,
  type PrinterWay,
  type PrinterWayKind,
  type PrinterWish,
  printerLanguages,
  printerWishSchema,
} from '../../../shared/models/printer.ts';

/** A printer as it is typed: all fields at once, so that a change of mind loses nothing. */
export interface PrinterDraft {
  name: string;
  kind: PrinterWayKind;
  queue: string;
  host: string;
  port: number;
  path: string;
  deviceName: string;
  language: PrinterSettings['language'];
  dpi: PrinterSettings['dpi'];
  offset: PrinterSettings['offset'];
  speed: number | null;
  darkness: number | null;
  after: 'nothing' | 'cut' | 'peel';
  automatic: boolean;
}

export const emptyPrinter: PrinterDraft = {
  name: '',
  kind: 'tcp',
  queue: '',
  host: '',
  port: 9100,
  path: '',
  deviceName: '',
  language: 'zpl',
  dpi: 203,
  offset: { x: 0, y: 0 },
  speed: null,
  darkness: null,
  after: 'nothing',
  automatic: false,
};

/** What can be sent that way, the usual one first. */
export function languagesOf(kind: PrinterWayKind): readonly PrinterSettings['language'][] {
  if (kind === 'electron') return ['pdf'];
  if (kind === 'tcp' || kind === 'device') return ['zpl', 'tspl'];
  return printerLanguages;
}

/** Another way of connection takes a language with it where the old one cannot be sent that way. */
export function withWay(draft: PrinterDraft, kind: PrinterWayKind): PrinterDraft {
  const fits = languagesOf(kind);
  const language = fits.includes(draft.language) ? draft.language : (fits[0] ?? draft.language);
  return { ...draft, kind, language };
}

function wayOf(draft: PrinterDraft): PrinterWay {
  switch (draft.kind) {
    case 'folder':
      return { kind: 'folder' };
    case 'cups':
      return { kind: 'cups', queue: draft.queue.trim() };
    case 'tcp':
      return { kind: 'tcp', host: draft.host, port: draft.port };
    case 'device':
      return { kind: 'device', path: draft.path };
    case 'electron':
      return { kind: 'electron', deviceName: draft.deviceName };
  }
}

/** Null while something of it cannot be read. */
export function printerWishOf(draft: PrinterDraft): PrinterWish | null {
  const { name, language, dpi, offset, speed, darkness, after, automatic } = draft;
  const read = printerWishSchema.safeParse({
    ...{ name, language, dpi, offset, speed, darkness, automatic },
    way: wayOf(draft),
    cut: after === 'cut',
    peel: after === 'peel',
  });
  return read.success ? read.data : null;
}

/** Fills in where a printer is, and its name where none was given. */
export function withPlace(draft: PrinterDraft, way: PrinterWay, name: string): PrinterDraft {
  const { kind, ...place } = way;
  return { ...withWay(draft, kind), ...place, name: draft.name || name };
}

export function draftOfPrinter(printer: PrinterSettings): PrinterDraft {
  const { name, way, language, dpi, offset, speed, darkness, cut, peel, automatic } = printer;
  const { kind, ...place } = way;
  const after = cut ? 'cut' : peel ? 'peel' : 'nothing';
  const kept = { name, language, dpi, offset, speed, darkness, automatic };
  return { ...emptyPrinter, ...kept, after, kind, ...place };
}
