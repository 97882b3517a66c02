import type { PersonalTable } from '../../src/database/personal-data.ts';
// The features tell privacy what they keep.
import '../../src/features/index.ts';
import { declared } from '../../src/features/privacy/store/declarations.ts';

const HEAD = ['table', 'what', 'from where', 'who sees it', 'after “Delete my data”', 'how long'];

/** The table of docs/privacy.md, line by line, as the features declare it. */
export function privacyTable(): string[] {
  const rows = [...declared].flatMap(([table, one]) =>
    'nobodys' in one ? [] : [[`\`${table}\``, one.what, one.from, one.seenBy, afterErasing(one), howLong(one)]],
  );
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function afterErasing({ people = {}, lists = [], mentions = [] }: PersonalTable): string {
  const fates = new Set(Object.values(people).map((person) => person?.erase));
  if (fates.has('keep')) return 'the bare id';
  if (fates.has('former')) return 'that it took place, with a former member, without their words';
  if (fates.has('clear')) return 'the row, without the person and their words';
  if (fates.size === 0 && lists.length > 0) return 'the row, without the person';
  if (fates.size === 0 && mentions.length === 0) return 'as it was';
  return 'nothing';
}

function howLong({ kept, wordsKept }: PersonalTable): string {
  if (typeof kept === 'string') return kept;
  const words = wordsKept === undefined ? '' : `the words ${wordsKept} days; the row `;
  return `${words}${kept.which ? `${kept.which}: ` : ''}${kept.days} days after ${kept.after}`;
}
