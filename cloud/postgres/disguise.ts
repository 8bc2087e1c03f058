import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProblemError } from '../../shared/problems.ts';

const run = promisify(execFile);

/** How to start PostgreSQL's programs: words put in front, and who must own their files. */
export interface Disguise {
  prefix: string[];
  owner: number | null;
}

/** "nobody" on every Linux; PostgreSQL refuses to run as root, with good reason. */
const nobody = 65534;

// DAC_OVERRIDE lets it pass folders above the data folder that only root may enter.
const asNobody = [
  'setpriv',
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];
const inUserNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
// The kernel ends PostgreSQL (fast shutdown) when the service dies without a chance to do so.
const dieWithParent = ['setpriv', '--pdeathsig', 'INT'];

/** The way that works on this machine, tried out with `program --version`. */
export async function findDisguise(program: string): Promise<Disguise> {
  const root = process.geteuid?.() === 0;
  if (process.platform !== 'linux') {
    if (root) throw needsUser();
    return { prefix: [], owner: null };
  }
  const ways: Disguise[] = root
    ? [
        { prefix: [...asNobody, '--pdeathsig', 'INT', '--'], owner: nobody },
        { prefix: [...asNobody, '--'], owner: nobody },
        // Inside the namespace our root is "nobody"; outside the files stay root's.
        { prefix: [...dieWithParent, '--', ...inUserNamespace, '--'], owner: 0 },
        { prefix: [...inUserNamespace, '--'], owner: 0 },
      ]
    : [
        { prefix: [...dieWithParent, '--'], owner: null },
        { prefix: [], owner: null },
      ];
  for (const way of ways) {
    if (await works([...way.prefix, program, '--version'])) return way;
  }
  if (root) throw needsUser();
  throw new ProblemError('cloud-start-failed', { detail: `${program} does not run here` });
}

async function works([command = '', ...words]: string[]): Promise<boolean> {
  return run(command, words, { timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

function needsUser(): ProblemError {
  return new ProblemError('cloud-start-failed', {
    detail:
      'PostgreSQL does not run as root, and neither setpriv nor unshare can give it another user here; start as an ordinary user or give --database-url',
  });
}
