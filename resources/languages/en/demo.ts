/** Words of the demo line and the first minute. */
export const demo = {
  'demo.word': 'DEMO',
  'demo.title': 'Demo line',
  'demo.network': 'Network',
  'demo.running': 'Line running',
  'demo.scanner': 'Scanner plugged in',
  'demo.hint':
    'Pull the network, keep scanning, put it back: every unit arrives in the cloud, once.',
  'demo.begin': 'Switch the line on above, or press Good.',
  'demo.scan': 'Scan:',
  'demo.good': 'Good',
  'demo.repeat': 'Repeat',
  'demo.wrong': 'Wrong',
  'demo.torn': 'Torn',
  'demo.acceptedHere': 'Accepted here',
  'demo.inCloud': 'In the cloud',
  'demo.allocated': 'Allocated',
  'demo.leave': 'Leave demo',
  'demo.what':
    'The demo line is a whole station with a pretend scanner, a PDF printer and a cloud of its own on this computer. It has its own folder: nothing in it meets your own data.',
  'demo.notHere': 'The demo line cannot be opened in this window.',

  'welcome.title': 'Scan, check, register, label',
  'welcome.lead':
    'This station has no registration group yet. Look around on a pretend line first, or bring your own groups.',
  'welcome.demo': 'Open the demo line',
  'welcome.demoOpening': 'Opening the demo line…',
  'welcome.demoWait':
    'Its own cloud starts on this computer. The first time takes a little longer.',
  'welcome.demoHint': 'A whole shift in a minute: no scanner, no printer, no account.',
  'welcome.import': 'Import your catalog',
  'welcome.importHint': 'Registration groups and master data from a JSON file.',
  'welcome.cloud': 'Connect a cloud',
  'welcome.cloudHint': 'Pull the groups from Lineside Cloud, or sync to EnOS.',
  'welcome.promise': 'What turns green is on disk before you see it, with or without a network.',
};
