/** Commands by barcode, undo, and labels to be destroyed. */
export const commandProblems = {
  'command-damaged':
    'This is a command of Lineside that was not read as it was printed. Scan it again; if it stays so, print the sheet again.',
  'command-forged':
    'This looks like a command of this station and is none: nothing was done. If the scanner types like a keyboard, check its layout; else print the sheet again or tell your line lead.',
  'command-other-station':
    'This command was printed for another station. Use the sheet of this one, or give both stations the same command key.',
  'command-newer': 'This command was printed by a newer Lineside. Update this station.',
  'command-key-damaged':
    'The file {file} with the key of the command sheets cannot be read. It was left as it is: restore it, or make a new key and print the sheets again.',
  'command-key-unfit': 'This is no command key of a station. Copy the whole line.',
  'command-card-too-large':
    'The batch card would hold more than scanners read from one code. Give fewer values for all units.',
  'batch-finished':
    'Batch {tag} is finished. A card does not open it again: start it on the screen.',
  'undo-nothing':
    'There is no unit to undo: no batch is in work, or it has none. Name a batch or SNs to undo others.',
  'undo-last-changed': 'Nothing was undone: the last unit is {deviceSn} now.',
  'undo-not-own': '{deviceSn} was read by {by}. A line lead can undo it.',
  'undo-not-read': 'This unit was not read on this station: there is no read to undo.',
  'reprint-nothing': 'There is no unit in this batch to print a label for.',
  'reprint-no-label': 'This batch prints no labels.',
  'label-not-ours': 'Only printed labels are destroyed by scanning. Scan the label itself.',
  'label-not-void': 'Keep this label: {deviceSn} is not on the list of labels to destroy.',
  'void-label-unknown': 'There is no such label to destroy.',
  'noted-next': 'Ready for the next unit.',
  'noted-undone': '{deviceSn} is undone: it is no unit of batch {tag} any more.',
  'noted-reprinted': 'The label of {deviceSn} is printed again.',
  'noted-paused': 'Batch {tag} is paused.',
  'noted-resumed': 'Batch {tag} goes on.',
  'noted-finish-again': 'Batch {tag} has {count} units. To finish it, scan FINISH once more.',
  'noted-finished': 'Batch {tag} is finished with {count} units.',
  'noted-batch-started': 'Batch {tag} has begun.',
  'noted-batch-resumed': 'Batch {tag} goes on with {count} units.',
  'noted-batch-open': 'Batch {tag} is open already.',
  'noted-logged-off': 'Logged off.',
  'destroying-on':
    'Void labels are being destroyed: no unit is registered until that is ended on the Scan screen or by DESTROY.',
  'noted-destroying':
    'Destroying labels: scan each void label as you destroy it ({left} left). No unit is registered until this ends.',
  'noted-destroying-over': 'Labels are not destroyed any more: scans are units again.',
  'noted-label-destroyed': 'Label of {deviceSn} destroyed. {left} left.',
  'noted-label-gone': 'The label of {deviceSn} was ticked off already. {left} left.',
};

export const commandExplanations = {
  'undone-there': 'It is deleted in the cloud.',
  'label-to-destroy': 'Its label is void: destroy it.',
  'read-twice': 'The same command was read twice at once and was done once.',
  'batch-aside': 'Batch {other} is paused meanwhile.',
};
