// Under which licences what we ship may stand, and what stands under which. Judged from package-lock.json alone.

/**
 * Licences that ask for no more than to be named: whoever installs Lineside owes nothing by them.
 * A licence that is not here is a question for a person, never a reason to make this longer unread.
 */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PostgreSQL',
]);

/** Packages that name no licence in their package.json, by exact version, as read in their LICENSE file. */
const readByHand = new Map([['png-js@2.0.0', 'MIT']]);

/**
 * Whether an SPDX expression lets us choose allowed licences only: of `A OR B` one is enough, of `A AND B` all are
 * needed. Anything that is no such expression is refused.
 */
export function licenceAllowed(expression) {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const operand = () => {
    const token = tokens[at++];
    if (token !== '(') {
      return token !== undefined && !/^(?:AND|OR|WITH|\))$/.test(token)
        ? allowedLicences.has(token)
        : null;
    }
    const inner = alternatives();
    return tokens[at++] === ')' ? inner : null;
  };
  const joined = (word, next, join) => () => {
    let result = next();
    while (tokens[at] === word) {
      at++;
      const right = next();
      result = result === null || right === null ? null : join(result, right);
    }
    return result;
  };
  const all = joined('AND', operand, (left, right) => left && right);
  const alternatives = joined('OR', all, (left, right) => left || right);
  return alternatives() === true && at === tokens.length;
}

/** Of what lies at a path of the lockfile, as it is imported. */
export const nameAt = (path) => path.slice(path.lastIndexOf('node_modules/') + 13);

/** Whether what lies at a path of the lockfile is delivered: all that is not for development only, and Electron. */
export const isShipped = (lock, path) => {
  const part = lock.packages[path];
  if (path === '' || part === undefined) return false;
  return !part.dev || path === 'node_modules/electron';
};

/** What is delivered, once each, by name and version. */
export function shippedParts(lock) {
  const parts = Object.entries(lock.packages)
    .filter(([path]) => isShipped(lock, path))
    .map(([path, part]) => {
      const name = part.name ?? nameAt(path);
      const id = `${name}@${part.version}`;
      const licence = part.license ?? readByHand.get(id) ?? null;
      return { id, name, version: part.version, licence, path };
    });
  const once = new Map(parts.map((part) => [part.id, part]));
  return [...once.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** One sentence for each part whose licence is not on the list. */
export function licenceFaults(lock) {
  return shippedParts(lock)
    .filter(({ licence }) => licence === null || !licenceAllowed(licence))
    .map(({ id, licence }) =>
      licence === null
        ? `${id} names no licence.`
        : `${id} stands under ${licence}, which is not on the list.`,
    );
}
