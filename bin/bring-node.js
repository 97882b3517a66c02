// Runs after “npm install”, in plain JavaScript that every Node understands: where the installed Node is too old, it
// fetches one of its own, and puts it where npm's scripts look first. A new enough Node costs nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTooOld } from './oldest-node.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (isTooOld) {
  const folder = join(root, 'runtime');
  // npm hands its own path down; started by hand, the one on the PATH has to do.
  const npm = process.env.npm_execpath;
  const [program, words] = npm ? [process.execPath, [npm]] : ['npm', []];
  if (!isHere(folder))
    execFileSync(program, [...words, 'ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  dropSpare(join(folder, 'node_modules', 'node'));
  const link = join(root, 'node_modules', '.bin', 'node');
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../runtime/node_modules/.bin/node', link);
}

/** Its package leaves what it took the program from beside it: a second copy with headers, of 200 MB. */
function dropSpare(node) {
  if (existsSync(join(node, 'bin', 'node'))) rmSync(join(node, 'node_modules'), { recursive: true, force: true });
}

function isHere(folder) {
  const read = (...names) => JSON.parse(readFileSync(join(folder, ...names), 'utf8'));
  const installed = ['node_modules', 'node', 'package.json'];
  return (
    existsSync(join(folder, ...installed)) && read(...installed).version === read('package.json').dependencies.node
  );
}
