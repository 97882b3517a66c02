import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction, onEvent, onOptions, onSubmit } from '../../slack/listeners.ts';
import { profileForm } from './rules/profile.ts';
import { learnPerson, slackUser } from './service/directory.ts';
import { resumeMember } from './service/pausing.ts';
import {
  pauseByDate,
  pauseByText,
  pauseForm,
  profileOf,
  saveProfile,
  skillChoices,
  standingOf,
} from './service/profile.ts';
import { ids, paused, pauseModal, profile, profileSaved, resumed, skillOptions } from './views.ts';

const profileMetadata = z.object({ answer: z.boolean() }).catch({ answer: false });
const aboutPerson = z.object({ user: slackUser });

export function register(app: App, deps: Deps): void {
  for (const type of ['team_join', 'user_change']) {
    onEvent(app, deps, type, aboutPerson, ({ user }, came) => came.transact((tx) => learnPerson(tx, user)));
  }
  onAction(app, deps, ids.openProfile, (click) => openProfile(click, false));
  onOptions(app, deps, ids.skill, async (typed, came) =>
    skillOptions(await came.read((tx) => skillChoices(tx, typed, came.userId))),
  );
  onSubmit(app, deps, ids.profile, profileForm, async (sent) => {
    const standing = await sent.transact(async (tx) => {
      await saveProfile(tx, sent.userId, sent.data);
      return standingOf(tx, sent.userId);
    });
    if (profileMetadata.parse(sent.metadata).answer) await sent.tell(profileSaved(standing));
  });
  onAction(app, deps, ids.openPause, (click) => click.openModal(pauseModal()));
  onSubmit(app, deps, ids.pause, pauseForm, async (sent) => {
    const until = await sent.transact((tx) => pauseByDate(tx, sent.userId, sent.data.until));
    await sent.tell(paused(until));
  });
  onAction(app, deps, ids.resume, async (click) => {
    const wasPaused = await click.transact((tx) => resumeMember(tx, click.userId));
    // In App Home the changed page is the answer.
    if (!click.viewId) await click.replace(resumed(wasPaused));
  });
}

async function openProfile(came: Interaction, answer: boolean): Promise<void> {
  const state = await came.read((tx) => profileOf(tx, came.userId));
  await came.openModal(profile(state, answer));
}

export const subcommands = {
  skills: async (_deps: Deps, command: Command) => openProfile(command, true),
  pause: async (_deps: Deps, command: Command, rest: string) => {
    if (rest === '') return command.openModal(pauseModal());
    const until = await command.transact((tx) => pauseByText(tx, command.userId, rest));
    await command.tell(paused(until));
  },
  resume: async (_deps: Deps, command: Command) => {
    const wasPaused = await command.transact((tx) => resumeMember(tx, command.userId));
    await command.tell(resumed(wasPaused));
  },
};
