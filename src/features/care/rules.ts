/** `conduct` = how somebody was treated; `distress` = how somebody feels; `report` = they want to report something. */
export type CareKind = 'conduct' | 'distress' | 'report';

/** What a report can be about, besides anything at all: something that the app showed to the one who reports. */
export const aboutKinds = [
  ...(['offer', 'request', 'session', 'thanks', 'booking', 'turn', 'pair', 'story', 'card', 'suggestion'] as const),
] as const;
export type About = { kind: (typeof aboutKinds)[number]; id: string };

/** As a button carries it: “offer:1a2b”. */
export const aboutText = ({ kind, id }: About): string => `${kind}:${id}`;

/** What such a text says; undefined for anything else. */
export function readAbout(text: string): About | undefined {
  const [, named, id] = /^([a-z]+):(.{1,100})$/.exec(text) ?? [];
  const kind = aboutKinds.find((one) => one === named);
  return kind && id ? { kind, id } : undefined;
}

type Words = { report: readonly string[] } & Record<
  'conduct' | 'distress',
  { patterns: readonly string[]; unless: readonly string[] }
>;

/** Characters of a text that are looked at. */
const LONGEST = 1000;

/** Lower case, one space between words, no punctuation and no apostrophes: “I can’t cope!” is “i cant cope”. */
function plain(text: string): string {
  const line = text.slice(0, LONGEST).normalize('NFKC').toLowerCase();
  return ` ${line
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}*~]+/gu, ' ')
    .trim()} `;
}

const expressions = new Map<string, RegExp>();

/** The pattern as it stands in the file: `*` stands for some words, `~` for any ending. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const parts = plain(pattern)
    .trim()
    .split(' ')
    .map((word) => {
      if (word === '*') return '(?:\\S+ ){0,4}';
      return word.endsWith('~') ? `${word.slice(0, -1)}\\p{L}* ` : `${word} `;
    });
  const made = new RegExp(` ${parts.join('')}`, 'u');
  expressions.set(pattern, made);
  return made;
}

/** Whether a text is a call for a person rather than a topic, and of which kind; undefined for a topic. */
export function careFor(text: string, words: Words): CareKind | undefined {
  const said = plain(text.replaceAll(/[*~]/g, ' '));
  if (words.report.some((whole) => said === plain(whole))) return 'report';
  const holds = (pattern: string) => expression(pattern).test(said);
  for (const kind of ['conduct', 'distress'] as const) {
    const { patterns, unless } = words[kind];
    if (patterns.some(holds) && !unless.some(holds)) return kind;
  }
  return undefined;
}
