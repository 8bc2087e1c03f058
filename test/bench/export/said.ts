/** What one process of a benchmark says of itself: CPU and wall time in s, peak memory in MiB, bytes of its file. */
export function said(bytes: number): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  console.log(JSON.stringify({ cpu, wall: performance.now() / 1000, rss: maxRSS / 1024, bytes }));
}
