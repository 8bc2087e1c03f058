import { fileSettings } from '../../main/hosts/file-settings.ts';

/** Changes the settings of a folder as fast as it can, until somebody kills it. */
const settings = fileSettings(process.argv[2] ?? '', () => {});
for (let time = 1; ; time++) {
  settings.set({ time, filler: String(time).repeat(4000) });
  if (time === 3) process.stdout.write('writing\n');
}
