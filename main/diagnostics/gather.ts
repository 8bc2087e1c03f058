import { previewLength } from '../../shared/models/diagnostics.ts';
import type { AppParts } from '../app.ts';
import { safeName } from '../labels/label-folder.ts';
import { readLogs } from '../log/file-log.ts';
import { diagnosticParts } from './parts.ts';

/** A file of the archive, whole. */
export interface Gathered {
  name: string;
  text: string;
}

const readMe = `Diagnostics of a Lineside station, for whoever helps with it.

about.json     versions, station, machine
settings.json  how it is set up; keys and secrets are left out
checks.json    what its doctor found
queue.json     what is owed to the cloud, by state; what is parked, with SNs and reasons
ports.json     ports, USB, scanners, units
printers.json  printers and what waits for them
clock.json     its clock against the cloud's
folder.json    names and sizes of its files
logs/          what it wrote down, newest file first

No secret is in here: not what stands under the name of one, not what looks like one, and nothing that
its vault holds. There are SNs, names of people and addresses of machines. Nothing was sent anywhere.
`;

/**
 * What a diagnostics archive of this station holds now, in its order, without any secret: what the vault holds is looked for by its
 * very text, where the vault is open.
 */
export async function gatherDiagnostics(parts: AppParts): Promise<Gathered[]> {
  const { vault, redactor, store } = parts;
  // Each secret that is taken out of the vault is known to the redactor from then on.
  if (vault.state() === 'open') for (const name of vault.names()) vault.get(name);
  const told = await diagnosticParts(parts);
  return [
    { name: 'README.txt', text: readMe },
    ...told.map(([name, value]) => ({
      name,
      text: redactor.text(JSON.stringify(redactor.value(value), null, 2)),
    })),
    ...readLogs(store.folder).map(({ name, text }) => ({
      name: `logs/${name}`,
      text: redactor.text(text),
    })),
  ];
}

/** As it is shown before it is saved. */
export const previewOf = ({ name, text }: Gathered) => ({
  name,
  bytes: Buffer.byteLength(text),
  preview: text.slice(0, previewLength),
  cut: text.length > previewLength,
});

export const archiveName = ({ settings, world }: AppParts): string => {
  const time = new Date(world.clock.now()).toISOString().slice(0, 16).replace(/[-:]/g, '');
  return `diagnostics-${safeName(settings.get().preferences.stationName)}-${time}.zip`;
};
