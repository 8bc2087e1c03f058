// What a report of `npm audit --json` says about a release.

const slight = ['info', 'low', 'moderate'];

/**
 * `verdict` is `clean`, `holes` (something stops a release: high or critical, in what is delivered) or `unknown` (the
 * report is no answer: no network, a registry that does not answer this question). `lines` say it to a person, the
 * lesser holes and those of tools too. `delivered` tells of a path like `node_modules/pg` whether it is. An answer that
 * cannot be read is never `clean`, and a hole whose place or weight is not known stops.
 */
export function judgeAudit(text, delivered) {
  const report = parsed(text);
  const found = report?.vulnerabilities;
  const counts = report?.metadata?.vulnerabilities;
  if (!isObject(found) || !isObject(counts) || !Number.isInteger(counts.total)) {
    const why = report?.message ?? report?.error?.summary;
    return { verdict: 'unknown', lines: [whyUnknown(typeof why === 'string' ? why : '')] };
  }
  const holes = Object.values(found).filter(isObject);
  // Counted and not named, or the other way round: half an answer.
  if (holes.length !== counts.total)
    return { verdict: 'unknown', lines: [whyUnknown('half of it is missing')] };
  const stops = (hole) => !slight.includes(hole.severity) && isDelivered(hole, delivered);
  return {
    verdict: holes.some(stops) ? 'holes' : 'clean',
    lines: holes.map((hole) => `${stops(hole) ? 'STOPS' : 'told '} ${told(hole)}`),
  };
}

const isDelivered = ({ nodes }, delivered) =>
  !Array.isArray(nodes) || nodes.length === 0 || nodes.some(delivered);

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const whyUnknown = (why) =>
  `Whether there are known holes could not be asked of the registry${why ? ` (${why.trim()})` : ''}.`;

function told({ name, severity, via = [], range = '', fixAvailable }) {
  const titles = via.filter(isObject).map(({ title, url }) => `${title} ${url}`);
  const through = via.filter((item) => typeof item === 'string');
  const what = titles.length > 0 ? titles.join('; ') : `through ${through.join(', ')}`;
  const fix = fixAvailable ? 'A version without it exists.' : 'There is no version without it yet.';
  return `${severity}: ${name} ${range}: ${what}. ${fix}`;
}

function parsed(text) {
  try {
    const report = JSON.parse(text);
    return isObject(report) ? report : null;
  } catch {
    return null;
  }
}
