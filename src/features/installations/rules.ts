import { z } from 'zod';

const id = z.string().nullish().catch(undefined);
const shape = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1),
  event_time: z.number().optional(),
  team_id: id,
  enterprise_id: id,
  context_enterprise_id: id,
  authorizations: z
    .array(z.object({ enterprise_id: id, team_id: id, is_enterprise_install: z.boolean().nullish() }))
    .nullish(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('team_access_granted'), team_ids: z.array(z.string().min(1)) }),
    z.object({ type: z.literal('team_access_revoked'), team_ids: z.array(z.string().min(1)) }),
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).default([]) }) }),
  ]),
});

/** What Slack says of an installation as a whole. */
export type InstallationNews = {
  eventId: string;
  /** When it took place, in seconds, where Slack says so. */
  at: number | undefined;
  /** Of an organisation, `E…`, or of one workspace. */
  of: string;
  isOrganisation: boolean;
  kind: 'granted' | 'revoked' | 'ended';
  /** The organisation's workspaces that it is about, where it is not about all. */
  teamIds: string[];
};

/** Reads news of an installation out of an event; undefined when the event is about something else. */
export function readNews(body: unknown): InstallationNews | undefined {
  const said = shape.safeParse(body).data;
  if (!said) return undefined;
  const { event, event_id: eventId, event_time: at } = said;
  // People's own tokens are none of ours.
  if (event.type === 'tokens_revoked' && event.tokens.bot.length === 0) return undefined;
  const authorized = said.authorizations?.[0];
  const outer = said.team_id?.startsWith('E') ? said.team_id : undefined;
  const organisation = authorized?.enterprise_id ?? said.enterprise_id ?? said.context_enterprise_id ?? outer;
  const isOrganisation = 'team_ids' in event || authorized?.is_enterprise_install === true || outer !== undefined;
  const of = isOrganisation ? organisation : (authorized?.team_id ?? said.team_id);
  if (!of) return undefined;
  const kind =
    event.type === 'team_access_granted' ? 'granted' : event.type === 'team_access_revoked' ? 'revoked' : 'ended';
  return { eventId, at, of, isOrganisation, kind, teamIds: 'team_ids' in event ? event.team_ids : [] };
}

/** Hours before the end of a token at which it is renewed; Slack gives it twelve. */
export const RENEW_BEFORE = 2;
