import { z } from 'zod';
import { isZone } from '../../time.ts';

/** Mondays at ten, workspace time. */
export const DEFAULT_CRON = '0 10 * * 1';

/** What owners decide for their workspace; kept as JSON, so that a new setting needs no migration. */
const schema = z.object({
  /** Where the digest is posted; none means no digest. */
  digestChannel: z.string().optional().catch(undefined),
  /** Five cron fields, read in `zone`. */
  digestCron: z.string().catch(DEFAULT_CRON).default(DEFAULT_CRON),
  /** IANA zone of the workspace. */
  zone: z.string().refine(isZone).catch('UTC').default('UTC'),
  /** Where sessions are held, as threads; none means a group DM each. */
  sessionsChannel: z.string().optional().catch(undefined),
  /** Working minutes that a mentor has for an answer before the next one is asked. */
  offerMinutes: z.number().int().min(5).max(480).catch(30).default(30),
  /** Whether guests may be asked to mentor. */
  allowGuests: z.boolean().catch(false).default(false),
  /** People who may change the settings besides Slack's owners and admins. */
  ownerIds: z.array(z.string()).catch([]).default([]),
});

export type Settings = z.infer<typeof schema>;

/** The settings of a stored text; whatever is missing or spoilt has its default. */
export function readSettings(stored: string): Settings {
  return schema.parse(parseJson(stored));
}

/** The settings that somebody decided, as stored; none when the text is spoilt. */
export function parseJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
