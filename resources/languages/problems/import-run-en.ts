/** What can keep a row of a file, or the whole of it, from being brought in. */
export const importRunProblems = {
  'import-twice': 'Row {row} has this SN too and says something else of it. Keep one of the two.',
  'import-asked': 'What was meant here is for a person to say. Choose, or mend the row.',
  'import-in-cloud':
    'It is in the cloud already, says the file. Bring it here from the cloud instead (Devices, Look in the cloud).',
  'import-other-group': 'The row belongs to the registration group {groupId}. Import it there.',
  'import-text-long': 'The text has more than {max} characters. Shorten it.',
  'import-half-target': 'Environment and OU belong together, and one of them is missing.',
  'import-map-column':
    'The heading has no column {column}, or more than one. Name it by its letters, as =C.',
  'import-map-twice': 'Two columns are meant for {to}. Keep one, or join them.',
  'import-map-no-sn': 'No column holds the device SN. Choose one.',
  'import-map-fixed-sn': 'The device SN cannot be the same in each row. Choose a column for it.',
  'import-map-unreadable': 'The column mapping {file} cannot be read: {detail}.',
  'import-unknown': 'There is no such import any more. Begin again with the file.',
  'import-not-now': 'That cannot be done with an import that is {state}.',
  'import-not-whole': 'The file did not arrive whole ({got} of {bytes} bytes). Drop it again.',
  'import-approval':
    'It changes {count} devices, and more than {max} need the role {needed}. Ask somebody who has it.',
  'import-source-gone':
    'The copy of the file that was being imported is missing or was changed. What is in stays; drop the file again for the rest.',
};

export const importRunExplanations = {
  'skip-answered': 'Somebody decided to leave the row out.',
};
