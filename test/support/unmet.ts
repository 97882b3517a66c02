import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Declared claims (test/support/cards) that no card showed in a run of all tests. It may shrink, and not grow. */
const MOST = 110;

/** After a run of all tests: fails when more of what cards can say than before was met by none of them. */
export class Unmet implements Reporter {
  private vitest: Vitest | undefined;
  private readonly file = join(mkdtempSync(join(tmpdir(), 'bitewise-claims-')), 'met');

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
    process.env.MET_CLAIMS = this.file;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const all = await this.vitest?.globTestSpecifications();
    const files = all?.filter(({ project }) => project.name === 'node').length ?? 0;
    const isWhole = files > 0 && modules.filter(({ project }) => project.name === 'node').length >= files;
    if (!isWhole || this.vitest?.config.testNamePattern) return this.forget();
    const noted = readFileSync(this.file, 'utf8').trim().split('\n');
    const [met, declared] = [new Set<string>(), new Set<string>()];
    for (const line of noted) {
      const { isDeclared, lines } = JSON.parse(line) as { isDeclared: boolean; lines: string[] };
      for (const one of lines) (isDeclared ? declared : met).add(one);
    }
    const unmet = [...declared].filter((one) => !met.has(one));
    console.log(`\n${declared.size - unmet.length} of ${declared.size} sentences of cards were met in some state.`);
    if (unmet.length > MOST) {
      console.error(`${unmet.length} were met nowhere, ${MOST} at the most may be:\n  ${unmet.join('\n  ')}`);
      process.exitCode = 1;
    }
    this.forget();
  }

  private forget(): void {
    rmSync(dirname(this.file), { recursive: true, force: true });
  }
}
