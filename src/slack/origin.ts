import { z } from 'zod';

/** Somebody who does something in Slack. */
export type Actor = {
  id: string;
  /** The workspace that they belong to, where the payload says it. */
  teamId: string | undefined;
};

export type Origin = {
  /** The workspace whose installation of the app a payload is for, where it says so. */
  installedIn: string | undefined;
  /** Where it took place: in a channel that is shared, maybe another workspace. */
  seenIn: string | undefined;
  actor: Actor | undefined;
  /** The actor turns to the app, as opposed to something that the app only overhears. */
  isAddressed: boolean;
  /** They do something, and have to be let in; to the app's own joining of a channel, say, something only happens. */
  isDeed: boolean;
};

const id = z.object({ id: z.string() });
const text = z.string().nullish().catch(undefined);
const person = id.extend({ team_id: text, profile: z.object({ team: text }).nullish().catch(undefined) });

const shape = z.object({
  type: text,
  team_id: text,
  context_team_id: text,
  authorizations: z
    .array(z.object({ team_id: text }))
    .nullish()
    .catch(undefined),
  team: id.nullish().catch(undefined),
  user: person.nullish().catch(undefined),
  user_id: text,
  // A message of the app's own, which says whose app it is.
  message: z.object({ team: text }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: text }).nullish().catch(undefined),
  event: z
    .object({
      type: text,
      channel_type: text,
      subtype: text,
      bot_id: text,
      user: z.union([z.string(), person]).nullish().catch(undefined),
      user_team: text,
      source_team: text,
      team: text,
      user_profile: z.object({ team: text }).nullish().catch(undefined),
    })
    .optional(),
});

/**
 * Where a payload comes from. In a channel that is shared with another workspace the outer `team_id` can be theirs: for
 * whom an event is stands in `authorizations`, and who acts in `user_team` (docs.slack.dev, Slack Connect).
 */
export function originOf(body: unknown): Origin {
  const said = shape.safeParse(body).data;
  if (!said) return { installedIn: undefined, seenIn: undefined, actor: undefined, isAddressed: false, isDeed: true };
  if (said.event) return originOfEvent(said, said.event);
  const actorId = said.user?.id ?? said.user_id;
  const team = said.team?.id ?? said.team_id;
  const actor = actorId ? { id: actorId, teamId: said.user?.team_id ?? team ?? undefined } : undefined;
  const clickedIn = said.type === 'block_actions' ? said.message?.team : undefined;
  // In an organisation any of them may be its own, `E…`, which has no members.
  const seenIn = [clickedIn, team, said.user?.team_id].find(isTeam);
  return { installedIn: said.view?.app_installed_team_id ?? undefined, seenIn, actor, isAddressed: true, isDeed: true };
}

/** Whether an id is a workspace's, and not an organisation's. */
export const isTeam = (id: string | null | undefined): id is string => typeof id === 'string' && !id.startsWith('E');

type Said = z.infer<typeof shape>;

/** Events in which somebody does something, as opposed to those in which something happens to them. */
const DEEDS = new Set(['app_mention', 'app_home_opened', 'message']);

function originOfEvent(said: Said, event: NonNullable<Said['event']>): Origin {
  const authorized = said.authorizations?.map((one) => one.team_id) ?? [];
  const named = [...authorized, said.context_team_id, said.team_id];
  const installedIn = named.find(isTeam) ?? named.find((one) => one) ?? undefined;
  const seenIn = said.team_id ?? undefined;
  const isAddressed =
    event.type === 'app_mention' ||
    event.type === 'app_home_opened' ||
    (event.type === 'message' && event.channel_type === 'im');
  const isDeed = DEEDS.has(event.type ?? '');
  const { user } = event;
  if (typeof user === 'object' && user !== null) {
    // What the directory says of a person: without a workspace of theirs it is of whoever sent it.
    const teamId = user.team_id ?? user.profile?.team ?? said.team_id ?? undefined;
    return { installedIn, seenIn, actor: { id: user.id, teamId }, isAddressed: false, isDeed };
  }
  const teamId = event.user_team ?? event.source_team ?? event.user_profile?.team ?? event.team ?? undefined;
  return { installedIn, seenIn, actor: user ? { id: user, teamId } : undefined, isAddressed, isDeed };
}
