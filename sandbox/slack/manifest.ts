import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z.looseObject({
    app_home: z
      .looseObject({ home_tab_enabled: z.boolean().optional(), messages_tab_enabled: z.boolean().optional() })
      .optional(),
    bot_user: z.looseObject({ display_name: z.string(), always_online: z.boolean().optional() }),
    slash_commands: z
      .array(
        z.looseObject({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
    shortcuts: z
      .array(
        z.looseObject({
          name: z.string(),
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
  }),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).optional(),
    interactivity: z.looseObject({ is_enabled: z.boolean() }).optional(),
    socket_mode_enabled: z.boolean().optional(),
  }),
});

/** What the workspace needs to know of an app: its name, commands, shortcuts, scopes and subscriptions. */
export type Manifest = z.infer<typeof schema>;

/** Reads an app manifest; throws a zod error that names what is missing. */
const readManifest = (path: URL | string): Manifest => schema.parse(parse(readFileSync(path, 'utf8')));

/** The project's own manifest.yml. */
export const projectManifest = (): Manifest => readManifest(new URL('../../manifest.yml', import.meta.url));
