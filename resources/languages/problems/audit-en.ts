/** The audit log and the diagnostics. */
export const auditProblems = {
  'audit-no-entry': 'The audit log has no entry {n}.',
  'audit-large':
    'The audit log has {entries} entries, more than a window takes at once ({most}). Export it on the command line: lineside audit export --out FILE.',
  'diagnostics-gone': 'These diagnostics are not held any more. Put them together again.',
};
