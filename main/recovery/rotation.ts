/** The newest ones that are kept, whatever their age, and one of each of so many days before. */
const mostNewest = 4;
const mostDays = 7;
const day = 24 * 3_600_000;

/**
 * Which backups go: the last four shifts stay, and the newest of each of the last seven days that have one, so that a fault
 * that nobody saw for a week can still be gone back behind.
 * @param times when they were made, epoch ms
 */
export function outdated(times: readonly number[]): number[] {
  const newestFirst = times.toSorted((a, b) => b - a);
  const kept = new Set(newestFirst.slice(0, mostNewest));
  const days = new Set<number>();
  for (const at of newestFirst) {
    const of = Math.floor(at / day);
    if (days.has(of) || days.size >= mostDays) continue;
    days.add(of);
    kept.add(at);
  }
  return newestFirst.filter((at) => !kept.has(at));
}
