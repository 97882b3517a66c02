import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

/** After a run of many files: the ten that took longest, so that the next one to be made quicker is known. */
export class Slowest implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= SHOWN) return;
    const timed = modules.map((module) => {
      const { duration, collectDuration, environmentSetupDuration } = module.diagnostic();
      return { file: module.moduleId, took: duration + collectDuration + environmentSetupDuration };
    });
    const slowest = timed.sort((a, b) => b.took - a.took).slice(0, SHOWN);
    console.log(`\nThe ten slowest of ${modules.length} files:`);
    for (const { file, took } of slowest) {
      console.log(`${(took / 1000).toFixed(1).padStart(7)} s  ${relative(process.cwd(), file)}`);
    }
  }
}
