/** What can be wrong with a printer, and what to do about it. */
export const printerProblems = {
  'printer-unreachable':
    'The printer at {where} does not answer ({detail}). Is it switched on, and is the address right?',
  'printer-paper-out':
    'The printer is out of labels. Put a new roll in; it then goes on by itself.',
  'printer-head-open': 'The print head is open. Close it.',
  'printer-ribbon-out': 'The ribbon is used up. Put a new one in.',
  'printer-too-hot': 'The print head is too hot. It goes on when it has cooled down.',
  'printer-paused': 'The printer is paused. Press its pause button to let it go on.',
  'printer-buffer-full':
    'The printer cannot take more labels for now. It goes on when it has printed some.',
  'printer-jam': 'Paper is jammed in the printer. Open it and take the paper out.',
  'printer-fault': 'The printer reports a fault ({detail}). Look at its display.',
  'printer-refused': '{where} refused the job ({detail}). Nothing was printed.',
  'printer-broke-off':
    'The connection to {where} broke off ({detail}). {taken} labels have surely arrived, at most {begun}. Look which one came out last.',
  'printer-stalled': '{where} has taken nothing for {seconds} s. Look which label came out last.',
  'printer-stopped': 'Sending was stopped. Look which label came out last.',
  'printer-count-differs':
    '{sent} labels were sent, but the counter of the printer says {counted}. Count what came out.',
  'printer-language-unfit': 'This printer takes {language}; the job is {given}.',
  'printer-language-way': 'Over this connection a printer takes only PDF.',
  'printer-language-raw': 'A printer takes no PDF over this connection: choose ZPL or TSPL.',
  'printer-no-cups':
    'CUPS is not on this machine (there is no "{command}"). Install it, or choose another connection.',
  'printer-queue-unknown': 'CUPS has no queue {queue} ({detail}).',
  'printer-queue-stopped': 'The queue {queue} is stopped ({detail}). Start it again in CUPS.',
  'printer-device-missing': 'There is no printer at {path}. Is its cable plugged in?',
  'printer-device-denied':
    'This user may not write to {path}. Add the user to the group that owns it (often "lp" or "dialout").',
  'printer-no-window':
    'This printer needs the Lineside window of this machine (Electron); a browser cannot print on it.',
  'printer-stays':
    'The folder printer is always there: only its language and resolution can be changed.',
  'printer-no-sheets':
    'A label printer prints rolls, and this template is a sheet. Choose a template for a roll.',
  'printer-many': 'A station has at most {max} printers.',
  'printer-offset-far':
    'The cross would be {max} mm or more beside its place. Is the right paper in, and were both distances measured from the edges of the paper?',
};
