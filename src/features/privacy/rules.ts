import { z } from 'zod';

/** Where messages that may name somebody stand. */
export const place = z.object({
  channel: z.string(),
  /** One message and its thread; none stands for the whole conversation. */
  ts: z.string().optional(),
  /** It holds words of theirs without naming them. */
  isAnonymous: z.boolean().optional(),
});
export type Place = z.infer<typeof place>;

/** A conversation, or with `ts` a thread, of which the page at `cursor` is to be looked at next. */
export const reading = z.object({
  channel: z.string(),
  ts: z.string().optional(),
  /** The first of this thread was seen in its conversation. */
  isBelow: z.boolean().optional(),
  cursor: z.string().optional(),
});
export type Reading = z.infer<typeof reading>;

/** A message as Slack's history gives it, with what of it people read. */
export const slackMessage = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  reply_count: z.number().optional(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  text: z.string().default(''),
  blocks: z.array(z.record(z.string(), z.unknown())).default([]),
  files: z.array(z.unknown()).optional(),
});
export type SlackMessage = z.infer<typeof slackMessage>;

export type Person = { id: string; name: string | undefined };

/** What stands in place of a message about somebody whose data was deleted. */
export const GONE = 'This message was about someone who has had their data deleted.';

const escapedForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Finds a person by their id, or by their whole name. */
function finder({ id, name }: Person): RegExp {
  const whole = (text: string) => `(?<![\\p{L}\\p{N}])${escapedForRegExp(text)}(?![\\p{L}\\p{N}])`;
  return new RegExp([id, ...(name ? [name] : [])].map(whole).join('|'), 'u');
}

export function names(message: Pick<SlackMessage, 'text' | 'blocks'>, person: Person): boolean {
  const said = JSON.stringify([message.text, message.blocks]);
  return (
    finder(person).test(said) || (person.name !== undefined && said.includes(JSON.stringify(person.name).slice(1, -1)))
  );
}

/**
 * A message that is about several people, without one of them: lines that name the person are replaced, and buttons that
 * lead to them are gone.
 */
export function withoutLines({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>, person: Person) {
  const find = finder(person);
  const line = (said: string) => withoutLinesOf(said, find);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    if (entries.some(([key, v]) => key === 'user_id' && v === person.id))
      return { type: 'text', text: 'a former member' };
    if (entries.some(([key, v]) => ['value', 'action_id', 'block_id'].includes(key) && find.test(String(v))))
      return undefined;
    const kept = entries.map(([key, v]) => [key, key === 'text' && typeof v === 'string' ? line(v) : walk(v)] as const);
    const out = Object.fromEntries(kept.filter(([, v]) => v !== undefined));
    const isEmpty = Array.isArray(out.elements) && out.elements.length === 0;
    return isEmpty || ('text' in value && out.text === undefined) ? undefined : out;
  };
  // A quotation stands below the line that says whose it is.
  const said = blocks.map((block) => find.test(JSON.stringify(block)));
  const isTheirs = (nth: number) => blocks[nth]?.type === 'rich_text' && said[nth - 1];
  return { text: line(text), blocks: walk(blocks.filter((_, nth) => !isTheirs(nth))) };
}

/** What is quoted below a line that names somebody is theirs, or about them. */
function withoutLinesOf(said: string, find: RegExp): string {
  let isGone = false;
  const kept = said.split('\n').flatMap((line) => {
    if (find.test(line)) {
      isGone = true;
      return ['About a former member'];
    }
    isGone &&= QUOTED.test(line);
    return isGone ? [] : [line];
  });
  return kept.join('\n');
}

const QUOTED = /^\s*(>|&gt;|“|_“)/;
