/** How often the parent is looked at, in milliseconds. */
const lookEvery = 100;

/**
 * `npm run` puts a process between us and whoever started us. When that one is killed outright we
 * would stay behind, unseen, and keep the folder locked: so we go too. Nothing confirmed is lost by it.
 */
export function endWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, lookEvery).unref();
}
