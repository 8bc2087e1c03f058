// `npm run -s lineside -- <command>`: the command line, with one sentence where Node would crash.
import { fileURLToPath } from 'node:url';
import { neededNode, nodeMajor, whenStarterEnds } from './lib/ground.mjs';

if (nodeMajor < neededNode) {
  const message = `Lineside needs Node ${neededNode}; this is ${process.versions.node}. Run "npm ci", then "npm run -s lineside -- <command>".`;
  process.stdout.write(`${JSON.stringify({ problem: { code: 'usage', message } })}\n`);
  process.exit(3);
}

whenStarterEnds(() => process.kill(process.pid, 'SIGTERM'));
const cli = new URL('../main/hosts/cli.ts', import.meta.url);
process.argv[1] = fileURLToPath(cli);
await import(cli.href);
