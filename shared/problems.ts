import { type Explanation, en } from '../resources/languages/en.ts';
import { fill, type WordParams } from './fill.ts';

/**
 * The closed list of what can go wrong. A code is the same in every language, in logs, on screen
 * and on the command line; its words live in `resources/languages`, and a code without words in
 * every language does not compile.
 */
export const problemCodes = [
  // the door (dispatch, hosts)
  'unknown-call',
  'bad-input',
  'input-too-large',
  'role-missing',
  'internal',
  'usage',
  'key-missing',
  'origin-refused',
  'host-refused',
  'timeout',
  'address-in-use',
  // a read that was refused
  'read-empty',
  'read-too-long',
  'read-not-text',
  'read-partial',
  'read-frame-torn',
  'read-keys-unclear',
  'read-caps-lock',
  'read-input-method',
  'read-scanners-differ',
  'read-separator-lost',
  'read-in-field',
  'read-no-sn',
  'read-damaged',
  'read-check-digit',
  'read-compressed',
  'read-unit-silent',
  'read-unit-unlike',
  'read-unit-gone',
  'read-usb-no-sn',
  'read-usb-unlike',
  'read-usb-twice',
  'sn-length',
  'sn-characters',
  'sn-pattern',
  'sn-check-digit',
  'sn-part-value',
  'sn-part-range',
  'sn-part-date',
  'sn-part-early',
  'sn-part-late',
  'sn-part-differs',
  'seen-in-batch',
  'seen-on-station',
  'seen-in-cloud',
  'wrong-group',
  // the line: parts of units, first articles, golden samples, mix-ups
  'noted-part-unit',
  'noted-part-box',
  'noted-part-device',
  'noted-lane',
  'noted-article',
  'noted-golden-good',
  'noted-golden-bad',
  'seen-part',
  'seen-same-label',
  'seen-golden',
  'pair-differs',
  'pair-unfinished',
  'pair-no-unit',
  'pair-too-far',
  'pair-lacks-device',
  'pair-late',
  'pair-late-lane',
  'line-ahead',
  'line-behind',
  'line-swap',
  'line-mixed',
  'batch-stopped',
  'batch-first-article',
  'batch-golden-due',
  'batch-held',
  'golden-refused',
  'golden-accepted',
  'sn-unlike-position',
  'sn-unlike-class',
  'sn-unlike-length',
  'no-batch',
  'batch-paused',
  'batch-target-reached',
  'master-data-missing',
  'read-data-missing',
  // disk
  'folder-in-use',
  'disk-full',
  'disk-low',
  'disk-read-only',
  'disk-failed',
  'store-missing',
  'store-damaged',
  'store-foreign',
  'store-newer',
  'journal-damaged',
  'journal-behind',
  'file-unreadable',
  'file-unwritable',
  // catalog and batches
  'catalog-not-json',
  'catalog-invalid',
  'group-unknown',
  'master-data-group-unknown',
  'environment-unknown',
  'batch-unknown',
  'batch-not-open',
  'batch-already-open',
  'batch-differs',
  'template-unknown',
  'batch-not-stopped',
  'article-none',
  'article-reason',
  'golden-none',
  'golden-unknown',
  'golden-is-device',
  'line-needs-scanner',
  'unlike-none',
  'rule-invalid',
  'device-unknown',
  // SNs that are made
  'series-invalid',
  'maker-no-series',
  'maker-batch-reads',
  'maker-paired',
  'maker-counter',
  'maker-date',
  'maker-tag',
  'maker-check',
  'maker-long',
  'maker-range-empty',
  'maker-folder-copied',
  'maker-range-exhausted',
  'maker-range-overlap',
  'maker-range-invalid',
  'maker-range-unknown',
  'maker-series-overlap',
  'maker-series-changed',
  'maker-clock-back',
  'maker-many-known',
  'maker-busy',
  'maker-low',
  'maker-sn-unreadable',
  'catalog-changed',
  'catalog-misfit',
  'catalog-needs-cloud',
  'csv-invalid',
  'csv-too-large',
  // what is done with devices
  'value-misfit',
  'nothing-to-change',
  'reprovision-not-supported',
  'reprovision-private-model',
  'not-allocated',
  'already-allocated',
  'replacement-allocated',
  'replacement-is-itself',
  'device-parked',
  'device-leaving',
  'undo-in-flight',
  'undo-not-last',
  'undo-no-inverse',
  'undo-loses-data',
  'job-unknown',
  'job-ended',
  'way-not-offered',
  // commands by barcode, undo and labels that are void
  'destroying-on',
  'command-damaged',
  'command-forged',
  'command-other-station',
  'command-newer',
  'command-key-damaged',
  'command-key-unfit',
  'command-card-too-large',
  'batch-finished',
  'undo-nothing',
  'undo-last-changed',
  'undo-not-own',
  'undo-not-read',
  'reprint-nothing',
  'reprint-no-label',
  'label-not-ours',
  'label-not-void',
  'void-label-unknown',
  // what was taken note of
  'noted-next',
  'noted-undone',
  'noted-reprinted',
  'noted-paused',
  'noted-resumed',
  'noted-finish-again',
  'noted-finished',
  'noted-batch-started',
  'noted-batch-resumed',
  'noted-batch-open',
  'noted-logged-off',
  'noted-destroying',
  'noted-destroying-over',
  'noted-label-destroyed',
  'noted-label-gone',
  // secrets
  'vault-locked',
  'vault-passphrase-wrong',
  'vault-tries',
  'vault-damaged',
  'secret-missing',
  // people
  'kiosk-closed',
  'kiosk-no-exit',
  'kiosk-pin-wrong',
  'operator-missing',
  'operator-refused',
  'operator-locked',
  'operator-unknown',
  'operator-first',
  'operator-last-admin',
  'operator-no-pin',
  'operator-badge-unknown',
  'operator-badge-revoked',
  'operator-badge-unfit',
  'operator-badge-taken',
  'operator-limit',
  'noted-operator-on',
  'noted-operator-pin',
  'noted-badge-enrolled',
  // label templates
  'template-built-in',
  'template-version-taken',
  'template-file-unreadable',
  'template-field-missing',
  'template-field-small',
  'template-field-large',
  'template-field-bad',
  'template-too-large',
  'template-unprintable',
  'template-empty',
  'template-element-twice',
  'template-element-outside',
  'template-element-flat',
  'template-part-outside',
  'template-label-small',
  'template-page-left',
  'template-labels-overlap',
  'template-image-bad',
  'template-image-heavy',
  'template-image-large',
  // labels
  'export-too-long',
  'export-stopped',
  'export-folder-there',
  'export-template-unfit',
  'export-cell-long',
  'label-nothing',
  'label-glyph-missing',
  'label-does-not-fit',
  'label-failed',
  'label-text-wrong',
  'label-field-unknown',
  'label-field-empty',
  'label-element-outside',
  'label-element-too-small',
  'label-code-unfit',
  'label-picture-missing',
  'label-proof-failed',
  'label-proof-unreadable',
  'label-proof-stopped',
  'label-image-wrong',
  'label-secret',
  'payload-part-unfit',
  'payload-long',
  'payload-misleads',
  'label-code-unreadable',
  'label-code-edge',
  'label-code-crowded',
  'label-neighbours-near',
  // print jobs and the ledger of labels
  'print-job-unknown',
  'print-job-over',
  'print-job-printer-gone',
  'print-job-asks',
  'print-job-not-asked',
  'print-last-out',
  'print-interrupted',
  'print-stopped',
  'printer-unknown',
  'printer-held',
  'scan-back-stopped',
  'template-retired',
  'reprint-reason',
  'label-mismatch',
  'label-neighbour',
  'label-unreadable',
  'label-void',
  'label-other-batch',
  'label-piece-unknown',
  'media-unknown',
  'media-short',
  'ledger-moved',
  'ledger-unknown',
  'ledger-unprinted',
  'ledger-to-destroy',
  'ledger-unbalanced',
  'noted-label-applied',
  'noted-label-applied-before',
  'label-skip-wrong',
  // files that somebody brings
  'import-empty',
  'import-too-large',
  'import-changed',
  'import-not-text',
  'import-old-workbook',
  'import-web-page',
  'import-encoding-unsure',
  'import-delimiter-unsure',
  'import-bytes-invalid',
  'import-quote-open',
  'import-field-long',
  'import-columns-many',
  'import-row-long',
  'import-json-invalid',
  'import-json-open',
  'import-json-deep',
  'import-json-shape',
  'import-key-twice',
  // ports
  // printers
  'printer-unreachable',
  'printer-paper-out',
  'printer-head-open',
  'printer-ribbon-out',
  'printer-too-hot',
  'printer-paused',
  'printer-buffer-full',
  'printer-jam',
  'printer-fault',
  'printer-refused',
  'printer-broke-off',
  'printer-stalled',
  'printer-stopped',
  'printer-count-differs',
  'printer-language-unfit',
  'printer-language-way',
  'printer-language-raw',
  'printer-no-cups',
  'printer-queue-unknown',
  'printer-queue-stopped',
  'printer-device-missing',
  'printer-device-denied',
  'printer-no-window',
  'printer-stays',
  'printer-no-sheets',
  'printer-many',
  'printer-offset-far',
  'port-missing',
  'port-denied',
  'port-busy',
  'port-failed',
  'port-unplugged',
  'port-other-device',
  'port-write-failed',
  'scanner-unknown',
  'unit-unknown',
  'unit-not-there',
  // cloud and outbox
  'cloud-not-connected',
  'cloud-unreachable',
  'cloud-key-refused',
  'cloud-answer-unreadable',
  'cloud-busy',
  'cloud-tls-refused',
  'cloud-group-unknown',
  'cloud-sn-taken',
  'cloud-allocated-elsewhere',
  'cloud-device-missing',
  'cloud-device-edited',
  'cloud-device-changed',
  'cloud-reset-refused',
  'cloud-no-credentials',
  'cloud-refused',
  'cloud-no-catalog',
  'cloud-start-failed',
  'database-unreachable',
  'operation-unknown',
  'operation-not-parked',
  'lane-blocked',
  'demo-unavailable',
  // playing a device
  'device-api-unreachable',
  'device-api-refused',
  'gateway-unreachable',
  'gateway-refused',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What went wrong: a code to act on, a sentence to read, and the parts the sentence was made of. */
export interface Problem {
  code: ProblemCode;
  message: string;
  params?: WordParams | undefined;
}

/**
 * Makes a problem with its English sentence; a screen may say it again in the reader's language.
 * `params.explain` names further sentences, keys of `explanations` with a blank between them.
 */
export function problem(code: ProblemCode, params?: WordParams): Problem {
  if (!params) return { code, message: fill(en.problems[code]) };
  const shown = readable(params);
  const more = explanationsOf(params).map((key) => fill(en.explanations[key], shown));
  return { code, message: [fill(en.problems[code], shown), ...more].join(' '), params };
}

/** The same problem with one more sentence, and what that sentence names. */
export function explained(known: Problem, key: Explanation, params: WordParams = {}): Problem {
  const keys = [...explanationsOf(known.params ?? {}), key].join(' ');
  return problem(known.code, { ...known.params, ...params, explain: keys });
}

/** A station that is newer than this window may know more of them. */
export const explanationsOf = ({ explain }: WordParams): Explanation[] =>
  typeof explain === 'string'
    ? explain.split(' ').filter((key): key is Explanation => Object.hasOwn(en.explanations, key))
    : [];

/** `at` is epoch milliseconds in every problem: a clock for people in the sentence. */
function readable(params: WordParams): WordParams {
  const { at } = params;
  if (typeof at !== 'number') return params;
  const time = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return { ...params, at: `${day} ${two(time.getHours())}:${two(time.getMinutes())}` };
}

/** Every fallible function of ours returns this; nothing is thrown across a boundary. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: ProblemCode, params?: WordParams): { ok: false; problem: Problem } => ({
  ok: false,
  problem: problem(code, params),
});

/**
 * For the inside of a module only, where a return would have to climb several frames: carries a
 * problem up to the nearest place that turns it back into data.
 */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, params?: WordParams) {
    const made = problem(code, params);
    super(made.message);
    this.name = 'ProblemError';
    this.problem = made;
  }
}
