#!/usr/bin/env node
// Plain JavaScript that every Node understands, so that a wrong one gets a sentence instead of a stack trace: older
// ones cannot read TypeScript and crash on the native modules.
import { isTooOld, oldest, version } from './oldest-node.js';

if (isTooOld) {
  process.stderr.write(
    `Bitewise needs Node ${oldest} or newer, and this is Node ${version}. Run “npm install” and then “npm start”: it brings its own.\n`,
  );
  process.exit(1);
}
import('../src/main.ts').then(({ main }) => main(process.argv.slice(2)));
