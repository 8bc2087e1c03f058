/** Words of what leaves for whoever helps. */
export const diagnostics = {
  'diag.title': 'Diagnostics',
  'diag.what':
    'For whoever helps from afar: versions, settings without secrets, logs, checks, queue, ports, printers, clock. You see what it holds before anything is saved; nothing is sent.',
  'diag.gather': 'See what it will hold',
  'diag.again': 'Put together again',
  'diag.save': 'Save {name}',
  'diag.total': '{files} files, {bytes}. No secret is in them; SNs, names and addresses are.',
  'diag.cut': 'Only the beginning is shown.',
  'diag.saved': 'Saved. Give it only to whoever helps you.',
} as const;
