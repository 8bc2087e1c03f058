/** What to do about a problem whose own sentence does not say it; one may serve several (`shared/problem-help.ts`). */
export const remedies = {
  'go-on': 'Nothing is wrong. Go on.',
  'look-again':
    'It was removed, ended or renamed meanwhile, or is spelled otherwise. Open the list again and choose from it.',
  'other-role': 'Ask somebody who has that role to log on, or to do it.',
  'as-documented':
    'Correct what the sentence names, then try again. Programs find calls and commands in docs/command-line.md.',
  'address-of-start':
    'Open the address that the station printed when it was started, key and all, on this machine.',
  support:
    'Try once more. If it comes again, save the diagnostics (Settings, Doctor) and give them to support.',
  'stop-and-support':
    'Stop working on this station, leave its folder as it is, save the diagnostics (Settings, Doctor) and call support.',
  later: 'Nothing is lost. Look in Sync at what is left, check the network, then try again.',
  portal:
    'Check the network: a log-in page of the network, a proxy or a wrong address answers in place of the cloud. The queue goes on by itself.',
  certificate:
    'Check the clock of the station and the certificate of the cloud. A company authority has to be known to this machine. Checking cannot be turned off.',
  'new-key': 'Give a key that works under Settings, Cloud. The queue then goes on.',
  'right-code':
    'Scan the code with the SN. If the label is wrong, put the unit aside; if the rule of the group is wrong, an engineer corrects it in Groups.',
  clock:
    'Put the clock of the station right. If it is right, put the unit aside and ask an engineer to look at the rule.',
  'unit-profile':
    'Check that the profile of the port is that of this kind of unit (Settings, Scanners), then ask the unit again.',
  seen: 'The unit is there once, and stays so. If this is another unit with the same SN, put both aside and ask a line lead.',
  'right-group':
    'Take a label of the group of this batch, or finish the batch and start one of the other group.',
  'golden-put-aside': 'Put the golden sample aside: it is for checks only.',
  'golden-scan': 'Scan each of the samples named; then the batch goes on.',
  'golden-rule':
    'Stop, check the scanner, and have an engineer look at the rule of the group before going on.',
  unlike:
    'Check that the label belongs to this batch. If it does, a line lead confirms it and its next scan is taken; else put the unit aside.',
  'pair-again': 'Put the unit aside, take both of its codes, and scan them one after the other.',
  'line-check':
    'Put the named units aside and compare unit and label of each. A line lead then says on the Scan screen how the batch goes on.',
  writable:
    'Let the user that Lineside runs under write to the folder, and check that the disk is not mounted read-only; then start again.',
  'file-there':
    'Check that the name is right, the file or folder is there, and the user may use it.',
  'mend-file':
    'Correct the file at the place that is named, or have it written again, then import it again.',
  'get-catalog': 'Check the spelling. Fetch the catalog (Groups), or import it, then try again.',
  'start-batch': 'Start a batch on the Scan screen, or resume the one that is paused.',
  'name-scanner': 'Choose the scanner of the box labels when the batch is started.',
  'engineer-groups': 'An engineer corrects it in Groups.',
  'other-tag': 'Start the batch with a tag that fits, or with the label of the unit alone.',
  'other-range':
    'Set an interval that touches none of the others. Who holds which is listed in Groups.',
  value:
    'Give a value that fits the master data of the group, or have an engineer change it in Groups.',
  'nothing-to-do': 'There is nothing to do: it is as it was wanted already.',
  'not-possible': 'It cannot be done with this device. Choose another action, or ask a line lead.',
  'end-destroying':
    'End the destroying of labels on the Scan screen or with the command DESTROY, then scan.',
  'undo-again': 'Look at which unit is the last one now, then undo that one if it is meant.',
  'keep-label': 'Keep the label on its unit. Scan a label that is on the list.',
  kiosk:
    'Give a line lead a PIN (Settings, Operators), or a PIN of its own to the kiosk. Whoever starts the station ends kiosk mode with --no-kiosk.',
  'log-on':
    'Check the name, and type the PIN again. An administrator gives a new one under Settings, Operators.',
  operators: 'An administrator sets it right under Settings, Operators.',
  design:
    'Change the label in the designer (Labels) as the sentence says: larger, fewer, further inwards.',
  queue:
    'Look at the printer, then go on with the job in the queue (Labels), or print what is missing again.',
  'last-out': 'Look at the label that came out last and give its number.',
  'label-of-unit':
    'Put the right label on each of the two units, and scan it again. A void label is destroyed.',
  ledger:
    'Look for the labels, count them under Labels, and say what became of each. Until then the batch is not balanced.',
  'printer-setup':
    'Choose another connection or language for the printer under Settings, Printers.',
  port: 'Check the cable and the path under Settings, Scanners; it is opened again by itself.',
  decide: 'Open the conflict in Sync: both sides and the ways out stand there side by side.',
  'not-here': 'Get it from the device itself, or from the console of the cloud.',
  server:
    'Check that PostgreSQL runs and that DATABASE_URL is right (docs/cloud.md), then start again.',
  demo: 'The demo line needs PostgreSQL of its own and a free port. Look at what the sentence names, then open it again.',
  'device-way':
    'Check the address and the network, then group ID, secret and SN of the device (docs/command-line.md).',
  passphrase:
    'Enter the right passphrase under Settings, Secrets, or start with it in LINESIDE_VAULT_PASSPHRASE. Nothing in the vault is lost.',
  'export-again': 'Start the export again when there is time for it.',
  harmful: 'Do not open it elsewhere. Ask whoever sent it for the table as CSV.',
  backup:
    'Check that the folder of the backups is there, has room and may be written to (Settings, Backups), then make one now.',
  'one-of-two':
    'Stop the station that it was taken over from, and let it never run again: two of one station would disagree.',
  copies:
    'Name the folder in which the copies of that station lie, as it was set under Backups there (docs/recovery.md).',
  'hand-over-again':
    'Have it made again at the other station, and bring the file whole or scan it from the screen.',
  'hand-over-there': 'Take it at the station that it was made for.',
  'hand-over-newer': 'Have the other station make a new one now, if it still matters.',
  'hand-over-less':
    'Hand over a smaller batch, or let the stations meet in the cloud: it has no such limit.',
  'drop-again': 'Drop the file on the window again.',
};

export type Remedy = keyof typeof remedies;
