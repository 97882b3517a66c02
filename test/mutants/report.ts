import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Both counted from 1. */
const place = z.object({ line: z.number(), column: z.number() });

const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().optional(),
          status: z.string(),
          location: z.object({ start: place, end: place }),
        }),
      ),
    }),
  ),
});

/** A mutant as a person would name it: the file, the line as it stands in the source, and what was put in from where to where. */
export type Mutant = {
  file: string;
  line: number;
  text: string;
  put: string;
  how: string;
  start: z.infer<typeof place>;
  end: z.infer<typeof place>;
};

/** Every mutant of a run that was not to be left alone, from Stryker's JSON. @throws ZodError when that has another shape. */
export function readMutants(path: string): Mutant[] {
  const { files } = report.parse(JSON.parse(readFileSync(path, 'utf8')));
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.flatMap(({ location: { start, end }, replacement = '', mutatorName: how, status }) => {
      const text = (lines[start.line - 1] ?? '').trim();
      const put = replacement.replaceAll(/\s+/g, ' ');
      return status === 'Ignored' ? [] : [{ file, line: start.line, text, put, how, start, end }];
    });
  });
}

/** The key under which harmless.tsv knows a mutant; it holds while the line reads as it does. */
export const keyOf = (mutant: Mutant) => [mutant.file, mutant.text, mutant.put].join('\t');

/** The mutants that somebody looked at and that change nothing anybody could notice, each with the reason. */
export function readHarmless(path: string): Map<string, string> {
  const rows = readFileSync(path, 'utf8').split('\n').slice(1).filter(Boolean);
  return new Map(
    rows.map((row) => {
      const [file, text, put, why] = row.split('\t');
      return [[file, text, put].join('\t'), why ?? ''];
    }),
  );
}
