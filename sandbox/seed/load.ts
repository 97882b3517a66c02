import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { slackbot } from '../slack/state/people.ts';
import type { Seed } from '../slack/state/seed.ts';

const person = z.strictObject({
  id: z.string().regex(/^U0[A-Z0-9]+$/),
  handle: z.string(),
  name: z.string(),
  display: z.string().optional(),
  title: z.string(),
  department: z.string(),
  tz: z.string(),
  locale: z.string().default('en-GB'),
  owner: z.boolean().default(false),
  guest: z.enum(['no', 'multi-channel', 'single-channel']).default('no'),
  bot: z.boolean().default(false),
  deactivated: z.boolean().default(false),
});

const message = z.strictObject({ from: z.string(), text: z.string() });
const channel = z.strictObject({
  id: z.string().regex(/^C0[A-Z0-9]+$/),
  name: z.string(),
  topic: z.string().default(''),
  purpose: z.string().default(''),
  private: z.boolean().default(false),
  general: z.boolean().default(false),
  app: z.boolean().default(false),
  departments: z.array(z.string()).default([]),
  members: z.array(z.string()).default([]),
  history: z.array(message.extend({ hours_ago: z.number(), replies: z.array(message).default([]) })).default([]),
});

const workspace = z.strictObject({
  team: z.strictObject({ id: z.string(), name: z.string(), domain: z.string() }),
  people: z.array(person),
  newcomers: z.array(person),
  channels: z.array(channel),
});
type Workspace = z.output<typeof workspace>;

const skills = z.record(
  z.string(),
  z.strictObject({
    offers: z.record(z.string(), z.int().min(1).max(3)).default({}),
    wants: z.array(z.string()).default([]),
    /** Would welcome a newcomer. */
    welcomes: z.boolean().default(false),
  }),
);

/** What each seeded person, by handle, offers (topic to level 1–3) and wants. */
export type SeededSkills = z.output<typeof skills>;

const read = (file: string): unknown => parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

/** The seeded company. Throws a zod error that names what does not fit. */
export function loadSeed(): Seed {
  const data = workspace.parse(read('workspace.yml'));
  const idOf = (handle: string) => {
    const found = data.people.find((one) => one.handle === handle);
    if (!found) throw new Error(`sandbox/seed/workspace.yml names ${handle}, who is no one.`);
    return found.id;
  };
  return {
    team: data.team,
    people: data.people.map(personOf),
    newcomers: data.newcomers.map(personOf),
    channels: data.channels.map((one) => ({
      ...one,
      isPrivate: one.private,
      isGeneral: one.general,
      withApp: one.app,
      members: membersOf(one, data, idOf),
      history: one.history.map(({ from, text, hours_ago, replies }) => ({
        from: idOf(from),
        text,
        hoursAgo: hours_ago,
        replies: replies.map((reply) => ({ from: idOf(reply.from), text: reply.text })),
      })),
    })),
  };
}

const personOf = (one: z.output<typeof person>) => ({
  ...slackbot,
  id: one.id,
  handle: one.handle,
  realName: one.name,
  displayName: one.display ?? one.name,
  title: one.title,
  department: one.department,
  tz: one.tz,
  locale: one.locale,
  isOwner: one.owner,
  guest: one.guest,
  isBot: one.bot,
  deleted: one.deactivated,
  updated: 1_700_000_000,
});

/** Everybody of the channel's departments (`*` is every one of them), and those named; never who has left, guests only by name. */
function membersOf(one: Workspace['channels'][number], data: Workspace, idOf: (handle: string) => string): string[] {
  const included = data.people.filter(
    ({ department, deactivated, guest, bot }) =>
      !deactivated && guest === 'no' && !bot && (one.departments.includes('*') || one.departments.includes(department)),
  );
  return [...new Set([...included.map(({ id }) => id), ...one.members.map(idOf)])];
}

/** The seeded skills, to be entered through the app's public surface when the sandbox starts. */
export const loadSkills = (): SeededSkills => skills.parse(read('skills.yml'));
