import type { MisfitReason } from '../../shared/master-data.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import { commandExplanations, commandProblems } from './en/command-problems.ts';
import { lineProblems } from './en/line-problems.ts';
import type { screen } from './en-screen.ts';
import { auditProblems } from './problems/audit-en.ts';
import { handoverProblems } from './problems/handover-en.ts';
import { importExplanations, importProblems } from './problems/import-en.ts';
import { importRunExplanations, importRunProblems } from './problems/import-run-en.ts';
import { makerExplanations, makerProblems } from './problems/makers-en.ts';
import { payloadExplanations, payloadProblems } from './problems/payloads-en.ts';
import { printerProblems } from './problems/printers-en.ts';
import { templateProblems } from './problems/templates-en.ts';
import { updateProblems } from './problems/update-en.ts';

/** What went wrong, in a sentence a technician understands, and what to do about it. */
const problems = {
  ...auditProblems,
  ...handoverProblems,
  ...importProblems,
  ...importRunProblems,
  ...makerProblems,
  ...payloadProblems,
  ...printerProblems,
  ...templateProblems,
  ...updateProblems,
  ...lineProblems,
  'unknown-call': 'There is no call named "{name}".',
  'bad-input': 'The input does not fit: {detail}.',
  'input-too-large': 'The input is too large: at most {max} characters are taken.',
  'too-many-calls': 'This window asks too often. Wait a second, then try again.',
  'role-missing': 'This needs the role {needed}; you are {held}.',
  internal: 'Something in Lineside itself failed ({where}). Nothing was confirmed by this step.',
  usage: '{detail}',
  'key-missing': 'This address needs the key that was printed at start.',
  'origin-refused': 'Requests from another page are refused.',
  'host-refused': 'This station answers only to its own loopback address.',
  timeout: 'Time ran out after {seconds} s; what is left stays in the queue.',
  'address-in-use': 'Port {port} of this machine is taken by another program. Choose another port.',
  'read-empty': 'The code was empty. Scan again.',
  'read-too-long': 'The code is too long: at most {max} characters are taken.',
  'read-not-text': 'The code is not readable text. Check the scanner settings, then scan again.',
  'read-frame-torn':
    'The code lacks what the scanner puts around it ({part}): a part of it was lost. Scan it again.',
  'read-keys-unclear':
    'What the keyboard scanner typed cannot be told surely: it is set to another keyboard layout than this machine, or was never calibrated. Calibrate it under Settings, Scanners, then scan again.',
  'read-caps-lock':
    'CapsLock is on, and it is not known whether the scanner makes up for it. Turn CapsLock off and scan again, or calibrate the scanner with CapsLock on.',
  'read-input-method':
    'An input method of this machine took the keys of the scanner. Switch it to English, or calibrate the scanner under Settings, Scanners.',
  'read-scanners-differ':
    'The keyboard scanners of this station are set to different layouts, and this code reads differently for each. Set them alike and calibrate them again.',
  'read-separator-lost':
    'The keyboard scanner leaves out the separator (GS) that this GS1 code needs. Set it to send GS as Ctrl+] or Alt+029 and calibrate it, or scan a code with the SN alone.',
  'read-in-field':
    'The scan went into a text field, which shows it wrongly. It was not taken. Clear the field, click beside it and scan again.',
  'read-partial': 'An incomplete code ({length} bytes) was dropped. Scan again.',
  'read-no-sn': 'There is no serial number in this {format} code. Scan the code with the SN.',
  'read-damaged':
    'This {format} code is incomplete or was changed on its way. Check CapsLock and the scanner settings, then scan again.',
  'read-check-digit':
    'The check digit inside this {format} code is wrong: misread or misprinted. Scan again.',
  'read-compressed':
    'This is a compressed GS1 Digital Link, which is not read. Scan the code with the SN.',
  'sn-length': 'The SN has {length} characters; it must have {min} to {max}.',
  'sn-characters': 'Character {position} of the SN is "{character}", which is not allowed here.',
  'sn-pattern': 'The SN "{deviceSn}" does not have the form of this group ({pattern}).',
  'sn-check-digit': 'The check digit is "{found}" but must be "{expected}". The code was misread.',
  'sn-part-value': 'Part "{part}" of the SN is "{found}"; it must be one of: {expected}.',
  'sn-part-range': 'Part "{part}" of the SN is "{found}"; it must be a number from {min} to {max}.',
  'sn-part-date': 'Part "{part}" of the SN is "{found}", which is no date of the form {form}.',
  'sn-part-early':
    'Part "{part}" of the SN, "{found}", is {date}; the earliest allowed is {earliest}.',
  'sn-part-late':
    'Part "{part}" of the SN, "{found}", is {date}; the latest allowed is {latest}. Is the clock of the station right?',
  'sn-part-differs': 'Part "{part}" of the SN is "{found}", but {field} is "{expected}".',
  'seen-in-batch': 'Already scanned in this batch, {at} by {by}.',
  'seen-on-station': 'Already registered on this station, {at} by {by}, batch {batch}.',
  'seen-in-cloud': 'Already registered in the cloud, {at} by {by}, batch {batch}.',
  'wrong-group': 'This label belongs to group {found}; the batch is for group {expected}.',
  'no-batch': 'No batch is open. Start a batch, then scan.',
  'batch-paused': 'The batch is paused. Resume it, then scan.',
  'batch-target-reached': 'The batch has its {target} units. Finish it and start the next one.',
  'master-data-missing':
    'The group needs a value for "{name}", and it has no default. Give it when the batch is started: finish the batch and start it again.',
  'read-unit-silent':
    'The unit did not answer (attempts: {attempts}, {seconds} s each). Check its cable and its power, then ask again.',
  'read-unit-unlike':
    'The unit answered, but not as expected (attempts: {attempts}). It said: {answer}',
  'read-unit-gone':
    'The unit went away while it was asked (attempt {attempts}). It had said: {answer}. Connect it again.',
  'read-usb-no-sn':
    'The unit on USB ({device}) has no serial number in its descriptor. Scan its label.',
  'read-usb-unlike':
    'The serial number of the unit on USB ({device}) is not as expected: {answer}. Scan its label.',
  'read-usb-twice':
    'Two units on USB have the SN {deviceSn} ({device}). One of them is wrong: put both aside.',
  'read-data-missing':
    'The group needs "{name}" of each unit, and this code does not carry it. Scan the code that does.',
  'folder-in-use': 'Another Lineside is using this folder. Close it first, or choose another.',
  'disk-full': 'The disk is full. Nothing was lost; free some space, then try again.',
  'disk-low': 'Only {free} MB are free on the disk. Make space before it is full.',
  'disk-read-only': 'The folder cannot be written to ({detail}).',
  'disk-failed':
    'The disk reported an error ({detail}). Stop working on this station and call support.',
  'store-missing':
    'The database {file} is missing or empty, but this station has worked before. It is not replaced by an empty one: "lineside restore" builds it anew from its backup and journal.',
  'store-gone':
    'The file {file} of this station was deleted or replaced while Lineside was running, so nothing more is taken. Close Lineside and start it again: what was confirmed is brought back from backup and journal.',
  'store-damaged':
    'The database is damaged ({detail}). It was left as it is; "lineside restore" builds it anew from its backup and journal.',
  'store-foreign': '{file} is not the database of this station. It was left as it is.',
  'store-newer':
    'The database was made by a newer Lineside (schema {found}, this one knows {known}). Update Lineside.',
  'journal-damaged': 'The journal is damaged in {file}: {detail}.',
  'journal-behind':
    'Journal lines were lost or changed: the journal does not lead without a gap to entry {database}, where the database is. Call support.',
  'journal-torn':
    'Lines of the journal behind entry {entry} do not follow it and were put aside into the quarantine folder. What was scanned last may have to be scanned once more.',
  'restore-nothing':
    'There is neither a good backup nor a journal to restore this station from ({detail}). What is there was left as it is. Call support.',
  'backup-no-room':
    'No backup was made: it needs {need} MB and {free} MB are free. Make room or choose another folder.',
  'backup-failed': 'The backup was not made: {detail}.',
  'backup-folder-missing':
    'The second backup folder {folder} cannot be reached ({detail}). Backups on this computer go on.',
  'station-taken-over':
    'Another computer took over this station at {at}. This one may not go on as the same station: what it holds and did not send is listed by "lineside status". Call support.',
  'took-over': 'This computer took over the station from {folder}.',
  'take-over-not-empty': 'There is a station in {folder} already. Take over into an empty folder.',
  'take-over-unfenced':
    'The station was taken over, but no note could be left in {folder} ({detail}): the old computer does not learn of it there. Keep the old computer switched off.',
  'take-over-nothing': 'No station can be taken over from {folder}: {detail}.',
  'drift-only-here':
    'The cloud has no {deviceSn}, though it confirmed it: somebody deleted it there, or the cloud was restored. Delete it here, or undo it and scan it again.',
  'drift-only-there':
    'The cloud has {deviceSn} from this station, which does not know it. Look it up on Devices and take it over, or scan the unit again.',
  'drift-different':
    '{deviceSn} is not the same in the cloud: {fields}. Edit it here to send what the station has, or take over what the cloud has.',
  'reconcile-nothing': 'There are no devices of this group and batch tag on this station.',
  'file-unreadable': '{file} cannot be read ({detail}).',
  'file-unwritable': '{file} cannot be written ({detail}).',
  'catalog-not-json': 'The file is not JSON: {detail}.',
  'catalog-invalid': 'The catalog was not imported: {detail}.',
  'group-unknown': 'There is no registration group "{groupId}" on this station.',
  'master-data-group-unknown': 'There is no master data group "{id}" on this station.',
  'environment-unknown': 'There is no environment/OU "{target}" in the catalog.',
  'batch-unknown': 'There is no batch "{tag}".',
  'batch-not-open': 'No batch is open.',
  'batch-already-open': 'Batch {tag} is still open. Finish it first.',
  'batch-held':
    'Batch {tag} waits for a decision. Only a line lead may finish it, or begin another one of its group instead.',
  'batch-differs':
    'Batch {tag} was started before with another target, label, place or way of checking. Start it as it was, or choose another tag.',
  'template-unknown': 'There is no label template "{template}". There are: {known}.',
  'rule-invalid': 'The SN rule of group {groupId} cannot be used: {detail}.',
  'device-unknown': 'There is no device {deviceSn} in this group on this station.',
  'catalog-changed':
    'Somebody else changed {subject} meanwhile. It was not overwritten: open it again and repeat your change.',
  'catalog-misfit': 'It was not saved: {detail}.',
  'catalog-needs-cloud':
    'The catalog lives in the cloud, which did not confirm that this was saved ({detail}). Save it again when there is a network.',
  'csv-invalid': 'Line {line} of the CSV file does not fit: {detail}.',
  'csv-too-large': 'The CSV file is larger than {max} MB. Split it, then import the parts.',
  'value-misfit': 'The value of "{name}" does not fit: {detail}.',
  'nothing-to-change': 'Nothing would change.',
  'reprovision-not-supported':
    'Group {groupId} does not support reprovisioning. Its method is set in Groups.',
  'reprovision-private-model':
    'Devices of a private model cannot be reprovisioned: the model exists only where they are.',
  'not-allocated':
    'As far as this station knows, the device is not allocated: there is nothing to take back. If it went on line by itself, look at it in the cloud first.',
  'already-allocated': 'The device is allocated to {target}. Moving it is reprovisioning.',
  'replacement-allocated': 'The new unit {deviceSn} is allocated already. Take one that is not.',
  'replacement-is-itself': 'A unit cannot take its own place. Scan the new one.',
  'device-parked': 'An operation of this device is parked. Decide on it in Sync first.',
  'device-leaving': 'The device is being deleted or replaced.',
  'undo-in-flight':
    'The operation may be at the cloud already. Wait until its answer is known, then undo.',
  'undo-not-last': 'A later operation builds on it. Undo that one first.',
  'undo-no-inverse': 'There is nothing that would undo it: {kind} has no way back.',
  'undo-loses-data':
    'Undoing it would clear the master data of the device: its group initializes when it reprovisions.',
  'job-unknown': 'There is no such action.',
  'job-ended': 'The action has ended already.',
  'job-more-than-agreed':
    'More than {most} devices match by now, so nothing was done. Look at them, and ask again.',
  'way-not-offered': 'This way out does not fit the case any more. Look at it again.',
  'vault-locked':
    'Secrets are locked: no key ring is here and no passphrase was given. Set LINESIDE_VAULT_PASSPHRASE or enter the passphrase in Settings.',
  'vault-tries': 'Too many wrong passphrases. Try again in {seconds} s.',
  'vault-passphrase-wrong': 'The passphrase does not open this vault. Nothing was changed.',
  'vault-damaged': 'A stored secret cannot be decrypted. It was left as it is.',
  'secret-missing': 'The secret for "{name}" is not in the vault. Enter it again.',
  'kiosk-closed': 'This station is in kiosk mode. Leave it with a PIN first.',
  'kiosk-no-exit':
    'Nobody could leave kiosk mode again: give a PIN to leave with, or give one to a line lead first.',
  'kiosk-pin-wrong': 'This is not the PIN of the kiosk.',
  'operator-missing': 'Nobody is on duty. Scan your badge or log on with your PIN.',
  'operator-refused': 'Name and PIN do not match.',
  'operator-locked': 'Too many wrong PINs. Try again in {seconds} s, or scan a badge.',
  'operator-unknown': 'There is no operator "{name}" on this station.',
  'operator-first':
    'The first operator must be an administrator with a PIN, or nobody could manage the others.',
  'operator-last-admin': '{name} is the last administrator with a PIN. Make another one first.',
  'operator-no-pin': '{name} has no PIN yet. Give one first.',
  'operator-badge-unknown':
    'This badge is not known on this station. Scan another one, or log on with your PIN.',
  'operator-badge-revoked': 'This badge was revoked. Log on with your PIN and ask for a new badge.',
  'operator-badge-unfit':
    "This code cannot be a badge: a badge has 6 to 512 characters and is none of Lineside's own codes.",
  'operator-badge-taken': 'This is already the badge of {name}.',
  'operator-limit': 'A station has at most {max} operators.',
  'noted-operator-on': '{name} is on duty.',
  'noted-operator-pin': 'Badge of {name}. Now enter the PIN.',
  'noted-badge-enrolled': 'This is the badge of {name} from now on.',
  'export-too-long':
    'A spreadsheet holds no more than {most} rows of this. Choose fewer, or CSV or NDJSON.',
  'export-stopped': 'The export was stopped. No file was made.',
  'export-busy':
    'Another export is at work. Wait until it is done, or cancel it, and begin this one then.',
  'export-unknown': 'There is no such export any more. Make it again.',
  'export-folder-there':
    'There is something in {folder} already. Name a folder that is not there yet.',
  'export-template-unfit':
    '{file} has no column for the device SN: it is no template of the EnOS console.',
  'export-cell-long':
    'Row {row} has more than {most} characters under "{column}": no spreadsheet cell holds that. Choose CSV or NDJSON.',
  'label-nothing': 'There is no device to print a label for.',
  'label-glyph-missing': 'The label font has no character "{character}" ({code}).',
  'label-does-not-fit': 'The code of {deviceSn} does not fit on this label. Use a larger label.',
  'label-failed': 'The labels could not be made ({detail}).',
  'label-skip-wrong':
    '{skip} used positions are not possible on this paper: a sheet has at most {most} before its last label.',
  'label-text-wrong':
    'The text "{text}" of the template has a fault at character {at}. A field stands in braces; a brace itself is written twice.',
  'label-field-unknown': 'There is no field "{field}" that a label could show.',
  'label-field-empty':
    '{deviceSn} has no {field}, and the code needs it. Enter it, or give the template a fallback.',
  'label-element-outside':
    '"{element}" of the template is not inside the label, or comes too near to its edge. Move it or make it smaller.',
  'label-element-too-small':
    '"{element}" of the template has no room for what it has to say of {deviceSn}. Make it larger.',
  'label-picture-missing': 'The picture of this label is not kept any more.',
  'label-proof-failed':
    'The label of {deviceSn} came out wrong, so nothing was printed. It should say "{expected}", and what is read from it is "{found}". Look at its picture, and report it with the printed file.',
  'label-proof-unreadable':
    'The finished labels cannot be checked, so nothing was printed: {detail}.',
  'label-proof-stopped': 'Checking the labels was stopped. Nothing was printed.',
  'label-code-unfit':
    '"{element}" of the template cannot be a code of that kind for {deviceSn}: it has characters that the code cannot carry.',
  'label-image-wrong':
    'The picture "{element}" of the template cannot be used ({detail}). Choose another PNG.',
  'print-job-unknown': 'There is no such print job.',
  'print-job-over': 'This print job is over.',
  'print-job-printer-gone':
    'The printer of this job was removed from the station. Move what is left to another printer, or cancel the job.',
  'print-job-asks':
    'Some of {count} labels may have come out. Say which label came out last; until then nothing more of this job is printed.',
  'print-job-not-asked': 'Nothing of this print job is in doubt.',
  'print-last-out': 'The last label that came out has to be one of {first} to {last}.',
  'print-interrupted': 'The station stopped while this job was being printed.',
  'print-stopped': 'Printing was stopped before the job was done.',
  'printer-unknown': 'There is no printer {printer} at this station.',
  'printer-held': 'The printer is stopped by {by}: {reason}',
  'scan-back-stopped':
    'The printer is stopped: {count} labels in a row were wrong on their units. Put them right, then let it go on.',
  'template-retired':
    'The label template "{template}" is retired. Choose another one, or have it brought back.',
  'reprint-reason': 'A label of {deviceSn} was printed already. Say why it is printed again.',
  'label-mismatch': 'The label says {label}, but {deviceSn} is the unit in hand.',
  'label-neighbour': 'The label of {label}, the unit next to it, is on {deviceSn}.',
  'label-unreadable': 'The label cannot be read. Print it again or clean the scanner.',
  'label-void': 'The label of {deviceSn} is void and has to be destroyed.',
  'label-other-batch': 'The label of {deviceSn} was not printed for this batch.',
  'label-piece-unknown': 'There is no such label in the ledger, or it is not in hand.',
  'media-unknown': 'There is no roll or packet {id}.',
  'media-short':
    '{media} in the printer has {left} labels left, and the batch needs {needed} more. Have another roll or packet at hand.',
  'ledger-moved': 'Labels {first} to {last} are not where the ledger has them ({from}, {to}).',
  'ledger-unknown':
    '{count} labels of the batch may have come out of a printer. Say which came out last before the batch is finished.',
  'ledger-unprinted': '{count} labels of the batch are not printed yet.',
  'ledger-to-destroy':
    '{count} void labels of the batch have to be destroyed before it is finished.',
  'ledger-unbalanced':
    '{printed} labels were printed, {applied} are on units, {voided} are void and {inHand} were counted in hand: {difference} are unaccounted for.',
  'noted-label-applied': 'The label is on its unit: {deviceSn}.',
  'noted-label-applied-before': 'This label of {deviceSn} was scanned before.',
  'port-missing': 'There is no port {path}. Plug the scanner in; it is opened by itself.',
  'port-denied': 'No permission for {path}. Add this user to the dialout group, then log in again.',
  'port-busy': 'Another program is using {path}. Close it; the port is opened by itself.',
  'port-failed': 'The port {path} failed ({detail}).',
  'port-unplugged': 'The scanner at {path} was unplugged. It is opened again by itself.',
  'port-other-device':
    'At {path} there is another device now ({found}). Plug the scanner in, or remove it and add it again.',
  'port-write-failed':
    'The scanner at {path} did not take the acknowledgement ({detail}). Its reads count all the same.',
  'scanner-unknown': 'There is no such scanner.',
  'unit-unknown': 'There is no such unit port.',
  'unit-not-there': 'No unit of this kind is plugged in ({device}).',
  'cloud-not-connected': 'No cloud is connected. Work goes on; connect one in Settings to sync.',
  'cloud-unreachable': 'The cloud cannot be reached ({detail}). Work goes on; the queue waits.',
  'cloud-key-refused':
    'The cloud refused the access key ({detail}). The queue waits until a key that works is given.',
  'cloud-answer-unreadable':
    'Something between here and the cloud answered in its place ({detail}). The queue waits.',
  'cloud-busy': 'The cloud is busy ({detail}). The queue waits and tries again.',
  'cloud-tls-refused': 'The connection to the cloud is not secure ({detail}). The queue waits.',
  'cloud-group-unknown': 'The cloud does not know group {groupId}.',
  'cloud-sn-taken': 'The cloud already has this SN: {who}, {at}, batch {batch}.',
  'cloud-allocated-elsewhere': 'The device is already allocated to {found}, not to {expected}.',
  'cloud-device-missing': 'The cloud does not know this device any more.',
  'cloud-device-edited':
    'Somebody else changed "{field}" of this device meanwhile. Decide which value holds.',
  'cloud-device-changed':
    'The device was changed in the cloud since it was last seen here. Nothing was done; look at it, then decide.',
  'cloud-reset-refused':
    'The cloud did not take the device back: its group does not allow reprovisioning.',
  'cloud-no-credentials': 'This cloud gives credentials to devices only, not to stations.',
  'cloud-refused': 'The cloud refused: {message} (code {code}).',
  'cloud-no-catalog':
    'EnOS has no interface for groups. Import the catalog from a file instead (docs/catalog.md).',
  'cloud-start-failed': 'The cloud service could not be started: {detail}.',
  'database-unreachable': 'PostgreSQL cannot be reached ({detail}).',
  'operation-unknown': 'There is no such operation.',
  'operation-not-parked': 'Only a parked operation can be retried or discarded.',
  'lane-blocked': 'Waits for operation {seq} of the same device, which is parked.',
  'demo-unavailable': 'The demo line cannot be opened here: {detail}.',
  'device-api-unreachable': 'The device service at {url} cannot be reached ({detail}).',
  'device-api-refused': 'The device service refused the device: {message} (code {code}).',
  'gateway-unreachable': 'The gateway at {url} cannot be reached ({detail}).',
  'gateway-refused': 'The gateway refused the login ({detail}).',
  ...commandProblems,
} satisfies Record<ProblemCode, string>;

/** Why a value does not fit, as the end of a sentence. */
const reasons = {
  'not-whole': 'it must be a whole number',
  'not-number': 'it must be a number',
  'not-boolean': 'it must be true or false',
  'not-item': 'it must be one of its items',
  'not-date': 'it must be a date',
  'not-translated': 'it must be a text with translations',
  'not-text': 'it must be a text',
  'too-long': 'it has more than {max} characters',
  'not-there': 'the group has no such datum',
  'not-mac': 'it must be a MAC address of 12 or 16 hexadecimal digits',
  'not-eui': 'it must be an EUI of 16 hexadecimal digits',
  'not-one': 'the code gives it twice, and differently',
  'not-as-given': 'the code gives another value than the batch',
  required: 'the group requires it',
} satisfies Record<MisfitReason, string>;

/** Sentences that follow a problem where more is known: why exactly, and what it may be instead. */
const explanations = {
  ...importExplanations,
  ...importRunExplanations,
  ...makerExplanations,
  ...payloadExplanations,
  'pattern-character':
    'Character {position} is "{found}"; the pattern has one of these there: {expected}.',
  'pattern-end': 'It should end before character {position}, "{found}".',
  'pattern-more':
    'It ends too early: one of these should follow as character {position}: {expected}.',
  ambiguous: 'It is easily taken for "{twin}".',
  'in-capitals': 'In capitals it would fit: is CapsLock on, or the scanner set to lower case?',
  'carton-ean': 'This is the EAN {ean} of the carton, not the SN. Scan the code with the SN.',
  'maybe-ean': 'It looks like the EAN of a carton or of the product ({ean}).',
  'gtin-only': 'This is GTIN {ean}, the number of the product: it is the same on every unit.',
  'mac-address': 'It looks like a MAC address.',
  'nearest-twin':
    'Nearest known SN: {near}. It differs in position {place}: {known} is there, {read} was read, and these look alike.',
  'nearest-swap': 'Nearest known SN: {near}. Positions {place} and the next are swapped.',
  'nearest-other':
    'Nearest known SN: {near}. It differs in position {place}: {known} is there, {read} was read.',
  'nearest-missing':
    'Nearest known SN: {near}. It has one more character, {known} in position {place}.',
  'nearest-extra': 'Nearest known SN: {near}. It does not have {read} in position {place}.',
  'unlike-again': 'If it is right, scan it once more within two minutes.',
  'unlike-lead': 'A line lead says whether it is right.',
  ...commandExplanations,
};
export type Explanation = keyof typeof explanations;

/** All words that are said without a screen: a label worker need not load the others. `english.ts` has both. */
export const en = { problems, reasons, explanations };

/** The shape that every language has to fill. */
export interface Words {
  problems: Record<ProblemCode, string>;
  reasons: Record<MisfitReason, string>;
  explanations: Record<Explanation, string>;
  screen: Record<keyof typeof screen, string>;
}
export type ScreenWord = keyof typeof screen;
