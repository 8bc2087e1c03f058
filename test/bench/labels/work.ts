/** The work that all do: labels of 70 × 37 mm, 24 an A4 page, a code of 87 bytes at level M and three lines of text. */

export const columns = 3;
export const rows = 8;
export const label = { width: 70, height: 37 };
export const payloadBytes = 87;

export const sn = (i: number): string => `SN-2025-${String(i).padStart(8, '0')}`;
const base = `https://units.example.com/${'registration-group-inverters-5k/line-3/'.repeat(2)}`;
/** What a link to a unit begins with. */
export const linkBase = base.slice(0, payloadBytes - sn(0).length - 1) + '/';
export const payload = (i: number): string => linkBase + sn(i);
export const lines = (i: number): string[] => ['Inverter 5 kW', sn(i), `WO-1147 / ${i}`];

/** Points. */
export const mm = (length: number): number => (length * 72) / 25.4;
export const cornerOf = (i: number) => {
  const slot = i % (columns * rows);
  return {
    x: mm((slot % columns) * label.width),
    y: mm(0.5 + Math.floor(slot / columns) * label.height),
  };
};

/** What a contender tells at its end: seconds, MiB, bytes of its file. */
export function tell(bytes: number): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  const said = { cpu, wall: process.uptime(), rss: maxRSS / 1024, bytes };
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/** `contender COUNT FILE` */
export const asked = (): { count: number; file: string } => ({
  count: Number(process.argv[2]),
  file: process.argv[3] as string,
});
