// Whether package-lock.json lets in nothing but what the registry serves, as it was when somebody looked at it.
import { nameAt } from './licences.mjs';

const registry = 'https://registry.npmjs.org/';
/** A version as the registry has them; an address, a branch or a folder is none. */
const plainVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const strongest = /^sha512-[A-Za-z0-9+/]{86}==$/;

/**
 * One sentence for each entry that could bring something else: no SHA-512, another place, a link out of the tree, or
 * an install script on which `allowScripts` of package.json says neither yes nor no.
 */
export function lockfileFaults(lock, { allowScripts, dependencies, devDependencies }) {
  const faults = [];
  for (const [name, asked] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!plainVersion.test(asked))
      faults.push(`${name} is asked for as "${asked}", not one version.`);
  }
  for (const [path, part] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = nameAt(path);
    if (part.link || !path.startsWith('node_modules/')) {
      faults.push(`${path} comes from a folder.`);
      continue;
    }
    if (!plainVersion.test(part.version ?? ''))
      faults.push(`${path} has no version of the registry.`);
    if (!strongest.test(part.integrity ?? '')) faults.push(`${path} has no SHA-512.`);
    if (part.resolved !== undefined && !part.resolved.startsWith(registry)) {
      faults.push(`${path} comes from ${part.resolved}.`);
    }
    if (part.hasInstallScript && !Object.hasOwn(allowScripts, name)) {
      faults.push(
        `${name} runs a script when it is installed, and package.json says neither yes nor no.`,
      );
    }
  }
  return faults;
}
