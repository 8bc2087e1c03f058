/** What the line says: parts of units, first articles, golden samples, mix-ups. */
export const lineProblems = {
  'noted-part-unit': '{done} of {all} of {deviceSn}. Now scan the label of the unit.',
  'noted-part-box': '{done} of {all} of {deviceSn}. Now scan the label of the box.',
  'noted-part-device': '{done} of {all} of {deviceSn}. Now connect the unit itself.',
  'noted-lane':
    '{deviceSn} is on its way to the box labels. Units between the two stations: {count}.',
  'noted-article': 'The label of the first article {deviceSn} reads well.',
  'noted-golden-good': 'Golden sample {sample}: taken as it must be. It is not counted.',
  'noted-golden-bad': 'Golden sample {sample}: refused as it must be. It is not counted. ({why})',
  'seen-part': 'This code of {deviceSn} was just scanned. Scan the other code of the unit.',
  'seen-same-label':
    'This may be the label of {deviceSn} that was scanned before: it says the same. Scan the other label. If both carry the same text, scan the second one with another scanner.',
  'seen-golden': 'Golden sample {sample} has this SN: no unit is made with it.',
  'pair-differs':
    'The codes do not agree: {deviceSn} was read, {expected} was expected. Nothing was registered.',
  'pair-unfinished':
    '{expected} still lacks a code; {deviceSn} was not taken. Scan the other code of {expected} first.',
  'pair-no-unit': 'No unit with the SN {deviceSn} is on its way. Scan the label of the unit first.',
  'pair-too-far': '{count} units wait for their box labels. Let the second station catch up.',
  'pair-lacks-device':
    'The unit {deviceSn} itself was not read yet. Connect it, then scan its box label.',
  'pair-late':
    '{deviceSn} got no other code within {seconds} s and was put aside. Scan all its codes again.',
  'pair-late-lane':
    '{deviceSn} has waited more than {seconds} s for its box label. Where is the unit?',
  'line-ahead':
    'Box labels run {by} ahead since {at}: {deviceSn} was read where {expected} was due. Affected: {count} units, {first} to {last}. The batch has stopped.',
  'line-behind':
    'Box labels run {by} behind since {at}: {deviceSn} came once more where {expected} was due. Affected: {count} units, {first} to {last}. The batch has stopped.',
  'line-swap':
    'The box labels of {first} and {last} have changed places (since {at}). The batch has stopped.',
  'line-mixed':
    'Box labels and units do not agree since {at}: {deviceSn} was read where {expected} was due. Affected: {count} units, {first} to {last}. The batch has stopped.',
  'batch-stopped':
    'The batch has stopped: box labels and units did not agree. A line lead says how to go on.',
  'batch-first-article':
    'The first article {deviceSn} is not confirmed yet. A line lead confirms it, then the batch goes on.',
  'batch-golden-due': 'First scan the golden samples: {samples}.',
  'golden-refused':
    'Golden sample {sample} must be taken, and would be refused: {why} Check the scanner and the rule before you go on.',
  'golden-accepted':
    'Golden sample {sample} must be refused, and would have turned green. Stop and check the rule of the group.',
  'sn-unlike-position':
    'This does not look like the batch: position {position} was always "{was}", now "{found}" ({units} units).',
  'sn-unlike-class':
    'This does not look like the batch: another kind of character stands in position {position} ({units} units).',
  'sn-unlike-length':
    'This does not look like the batch: {found} characters, always {was} before ({units} units).',
  'batch-not-stopped': 'The batch is not stopped.',
  'article-none': 'There is no first article that waits to be confirmed.',
  'article-reason':
    'Not all checks of the first article are made. Say why the batch may go on without them.',
  'golden-none':
    'The group has no golden samples yet. Declare them first, or start without the check.',
  'golden-unknown': 'There is no golden sample "{sample}" in this group.',
  'golden-is-device':
    '{sample} is a registered device of this group. It cannot be a golden sample.',
  'line-needs-scanner': 'With two persons, name the scanner of the box labels.',
  'unlike-none': '{deviceSn} does not wait for an answer.',
};
