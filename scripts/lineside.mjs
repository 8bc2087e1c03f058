// `npm run -s lineside -- <command>`: the command line, with one sentence where Node would crash.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { inRoot, neededNode, nodeMajor, whenStarterEnds } from './lib/ground.mjs';

if (nodeMajor < neededNode) {
  const message = `Lineside needs Node ${neededNode}; this is ${process.versions.node}. Run "npm ci", then "npm run -s lineside -- <command>".`;
  process.stdout.write(`${JSON.stringify({ problem: { code: 'usage', message } })}\n`);
  process.exit(3);
}

// A script calls it many times a day, and most of a short command is reading the same files again. Kept with
// what npm keeps, not in a folder where anybody could lay something.
module.enableCompileCache(inRoot('node_modules', '.cache', 'lineside'));

whenStarterEnds(() => process.kill(process.pid, 'SIGTERM'));
const cli = new URL('../main/hosts/cli.ts', import.meta.url);
process.argv[1] = fileURLToPath(cli);
await import(cli.href);
