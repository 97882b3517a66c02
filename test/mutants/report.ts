import { readFileSync } from 'node:fs';
import { z } from 'zod';

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

/** A mutant as a person would name it: the file, the line as it stands in the source, and what was put in. */
export type Mutant = {
  file: string;
  line: number;
  text: string;
  put: string;
  how: string;
  status: string;
  /** Where it is, as a pattern of Stryker's. */
  range: string;
};

/** Every mutant of a run, from the JSON that Stryker writes. @throws ZodError when that has another shape. */
export function readMutants(path: string): Mutant[] {
  const { files } = report.parse(JSON.parse(readFileSync(path, 'utf8')));
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map((mutant) => ({
      file,
      line: mutant.location.start.line,
      text: (lines[mutant.location.start.line - 1] ?? '').trim(),
      put: (mutant.replacement ?? '').replaceAll(/\s+/g, ' '),
      how: mutant.mutatorName,
      status: mutant.status,
      range: rangeOf(file, mutant.location),
    }));
  });
}

/** Stryker counts columns from 1 in its report and from 0 in its patterns. */
function rangeOf(file: string, { start, end }: { start: z.infer<typeof place>; end: z.infer<typeof place> }): string {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
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
