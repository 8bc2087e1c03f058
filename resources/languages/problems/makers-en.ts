/** What can go wrong where SNs are made, and what to do about it. */
export const makerProblems = {
  'series-invalid': 'The series of group {groupId} cannot make SNs.',
  'maker-no-series':
    'Group {groupId} has no series, so its SNs are read, not made. An engineer can give it one in Groups.',
  'maker-batch-reads':
    'This batch reads its SNs. To make them, finish it and start one with "SNs are made here".',
  'maker-paired':
    'SNs are made one by one: choose the unit label alone for this batch, or let it read its SNs.',
  'maker-counter': 'The series has no number {counter}; it goes from {first} to {last}.',
  'maker-date': 'The codes of the series have no character ({form}) for {year}.',
  'maker-tag': 'The batch tag "{tag}" does not fit into the SN: it must have {length} characters.',
  'maker-check': 'No check digit ({scheme}) can be made for "{text}".',
  'maker-long': 'The SN "{deviceSn}" would be longer than 64 characters. Use a shorter batch tag.',
  'maker-range-empty':
    'This station holds no numbers of group {groupId} for {period}. Connect it to the cloud, or an engineer sets a range by hand in Groups.',
  'maker-folder-copied':
    'This folder was copied, restored or moved to another disk or computer: its numbers of group {groupId} for {period} were given up, so that no SN becomes two devices. Connect the station to the cloud, or an engineer sets a new range in Groups.',
  'maker-range-exhausted':
    'All numbers of group {groupId} for {period} are used up. An engineer must give the series a larger counter.',
  'maker-range-overlap': 'The interval {ours} meets {theirs}: both hold {deviceSn}.',
  'maker-range-invalid':
    'This range cannot be set ({detail}). The numbers of the series go from {first} to {last}.',
  'maker-range-unknown': 'There is no such range on this station.',
  'maker-series-overlap':
    'Group {groupId} and group {other} can make the same SN {deviceSn}: {ours} meets {theirs}. Change one of the two series first.',
  'maker-series-changed':
    'The series of group {groupId} is another one in the cloud. Fetch the catalog, then try again.',
  'maker-clock-back':
    'The clock of this station says {period}, but SNs of {latest} were made already. Put the clock right; if it is right, an engineer confirms that in Groups.',
  'maker-many-known':
    '{count} numbers in a row, up to {deviceSn}, are known already and were skipped. Somebody else makes or reads these SNs: call an engineer. Press again to go on.',
  'maker-busy': 'SNs are being made already ({done} of {total}). Wait, or cancel that.',
  'maker-low': 'Only {left} numbers are left for {period}. Connect the station to the cloud.',
  'maker-sn-unreadable':
    'The SN {deviceSn} would be read as something else ({detail}). An engineer must change the series.',
};

export const makerExplanations = {
  'series-alphabet': 'The counter needs an alphabet of at least two characters, not "{alphabet}".',
  'series-overflow':
    'The last number, {last}, does not fit into {width} characters: the largest is {most}.',
  'series-order': 'The first number, {first}, is above the last one, {last}.',
  'series-no-model': 'It names the model, and the group has none.',
  'series-codes': 'The codes of a date part do not fit ({detail}).',
  'series-counters': 'It needs exactly one counter and has {count}.',
  'series-batches': 'The batch tag is in it twice.',
  'series-week':
    'A week and a month or day do not go together: the year of the week is another one around New Year.',
  'series-unseen':
    'Counting begins again each {reset}, but the SN does not say which {reset} it is: the same SNs would come again.',
  'series-check-alphabet': 'The characters of the check digit cannot be used ({detail}).',
  'series-check': 'The check digit {scheme} has no value for the character "{character}".',
  'series-long': 'Its SNs would have {length} characters; at most 64 are allowed.',
  'series-rule': 'The SN rule of the group refuses {deviceSn}: {reason}',
};
