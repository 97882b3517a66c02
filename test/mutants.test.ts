import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHarmless } from './mutants/report.ts';
import { DECIDES, drawLines, ELSEWHERE } from './mutants/sample.ts';

const root = new URL('..', import.meta.url).pathname;

describe('What is drawn for mutants', () => {
  it('comes from files that are there, wherever they went', () => {
    const files = globSync('src/**/*.ts', { cwd: root });
    expect(DECIDES.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([]);
    // A file that is named, and not only its role, is there by that name.
    const named = DECIDES.flatMap(
      ({ source }) => /^\^src\\\/slack\\\/\(([a-z|-]+)\)/.exec(source)?.[1]?.split('|') ?? [],
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !files.includes(`src/slack/${name}.ts`))).toEqual([]);
  });

  it('is the same for one seed, and other lines for another', () => {
    const first = drawLines(root, 20, 1);
    expect(drawLines(root, 20, 1)).toEqual(first);
    expect(drawLines(root, 20, 2)).not.toEqual(first);
    expect(first).toHaveLength(20);
  });

  it('is tried with tests that are there', () => {
    const places = Object.values(ELSEWHERE).flat();
    const tests = (place: string) => globSync(place.replace(/\*\*$/, '**/*.test.ts'), { cwd: root });
    expect(places.filter((place) => tests(place).length === 0)).toEqual([]);
  });

  it('is excused only while its line stands as it was looked at', () => {
    const rows = [...readHarmless(`${root}test/mutants/harmless.tsv`).keys()].map((key) => key.split('\t'));
    const isThere = ([file, line]: string[]) =>
      readFileSync(`${root}${file}`, 'utf8')
        .split('\n')
        .some((text) => text.trim() === line);
    expect(rows.filter((row) => !isThere(row))).toEqual([]);
  });
});
