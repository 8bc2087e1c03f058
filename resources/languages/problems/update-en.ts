/** What keeps an update from being taken. */
export const updateProblems = {
  'update-unreadable':
    'The update cannot be read ({detail}). Name the manifest (.json) that came with the installers.',
  'update-no-key':
    'This build of Lineside trusts no publisher, so it takes no update. Install the new version as you installed this one.',
  'update-forged':
    'The update is not signed by the publisher of Lineside. Do not install it; fetch it again from its source.',
  'update-not-newer':
    'The update is version {version}; {here} is here. Fetch a newer one; older ones are not taken.',
  'update-too-far':
    'Version {version} follows {minimum} or newer; {here} is here. Install {minimum} first.',
  'update-not-for-us':
    'The update has nothing for this machine ({machine}). Fetch the one that has.',
  'update-file-missing': 'No installer lies beside the manifest. Put one of these there: {names}.',
  'update-file-changed':
    'The installer {name} is not what its publisher signed: damaged or changed. Copy it again.',
  'update-batch-open': 'The batch {tag} is open. Finish it, then update.',
};
