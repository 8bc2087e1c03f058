/** Hand-overs to and from other stations. */
export const handoverProblems = {
  'seen-handed-over':
    'Already registered at {by}, {at}, batch {batch}: that station handed the batch over.',
  'seen-in-digest':
    'Already registered elsewhere: station {by} knows this SN, as its digest of {at} says.',
  'handover-unreadable': 'This is no hand-over that can be read: {detail}.',
  'handover-large': 'A hand-over is at most {max} MB.',
  'handover-window':
    'This hand-over is larger than a window takes ({max} MB). Make it on the command line: lineside handover make.',
  'handover-screen':
    'This hand-over is too large for codes of this size. Choose larger ones, or save it as a file.',
  'handover-many': 'A hand-over has at most {max} rows.',
  'handover-newer':
    'This hand-over was made by a newer Lineside. Bring this station up to date, then take it again.',
  'handover-changed':
    'This hand-over is not as its station signed it: it was damaged or changed on its way. Nothing of it was taken. Ask for it again.',
  'handover-secret': 'There is a secret in this hand-over, where none may be. It was not taken.',
  'handover-own': 'This station made this hand-over itself. It is for another station.',
  'handover-older': 'A newer one of the same station was taken already; it was made {at}.',
  'handover-untrusted':
    'Station {name} is new here. Compare its fingerprint with what that station shows, then trust it.',
  'handover-key-changed':
    'Station {name} signs with another key than before. Until an admin has compared the fingerprint at that station and confirmed it, nothing of it is taken.',
  'handover-fingerprint': 'This is not the fingerprint of the hand-over.',
  'handover-none': 'That hand-over is not here any more. Open its file or scan it again.',
  'handover-busy': 'A hand-over is being taken. Wait until it is done.',
  'handover-station-unknown': 'This station has taken nothing of that station.',
  'handover-frame-damaged':
    'A code of a hand-over was misread and dropped; it is shown again. If all are, set the scanner to the keyboard layout of this machine.',
  'noted-handover': 'Hand-over: {have} of {of} codes.',
  'noted-handover-whole': 'The hand-over of {name} is whole. Take it under Sync, Hand-over.',
};
