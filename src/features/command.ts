import type { App } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { type Command, onCommand } from '../slack/handle.ts';
import { subcommands as buddies } from './buddies/slack.ts';
import { subcommands as goals } from './goals/slack.ts';
import { subcommands as home } from './home/slack.ts';
import { subcommands as knowledge } from './knowledge/slack.ts';
import { subcommands as launch } from './launch/slack.ts';
import { subcommands as lessons } from './lessons/slack.ts';
import { subcommands as matching } from './matching/slack.ts';
import { subcommands as members } from './members/slack.ts';
import { subcommands as moments } from './moments/slack.ts';
import { subcommands as momentum } from './momentum/slack.ts';
import { subcommands as newsletter } from './newsletter/slack.ts';
import { subcommands as officeHours } from './office-hours/slack.ts';
import { subcommands as privacy } from './privacy/slack.ts';
import { subcommands as recognition } from './recognition/slack.ts';
import { answerTopic, subcommands as requests } from './requests/slack.ts';
import { subcommands as settings } from './settings/slack.ts';

type Subcommand = (deps: Deps, command: Command, rest: string) => Promise<void>;

/** What can follow `/mentor`, from every room. */
export const subcommands = new Map<string, Subcommand>(
  Object.entries({
    ...buddies,
    ...home,
    ...goals,
    ...knowledge,
    ...launch,
    ...lessons,
    ...matching,
    ...members,
    ...moments,
    ...momentum,
    ...newsletter,
    ...officeHours,
    ...privacy,
    ...recognition,
    ...requests,
    ...settings,
  }),
);
/** Those that take words after their name; any other with words after it is a topic, such as "privacy law". */
const withWords = new Set(['find', 'pause', 'thanks']);

/** The `/mentor` command: one of the rooms' subcommands, or else a topic. */
export function register(app: App, deps: Deps): void {
  onCommand(app, deps, '/mentor', async (command) => {
    const [first = '', ...others] = command.text.split(/\s+/);
    const name = first.toLowerCase();
    const rest = command.text.slice(first.length).trim();
    const subcommand = subcommands.get(name);
    const isMeant = subcommand && (others.length === 0 || withWords.has(name));
    await (isMeant ? subcommand(deps, command, rest) : answerTopic(command, command.text));
  });
}
