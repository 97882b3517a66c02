import { loadSkills, type SeededSkills } from './seed/load.ts';
import type { Entry } from './slack/people/fill.ts';
import type { Slack } from './slack/server.ts';

const option = (name: string) => ({ text: { type: 'plain_text', text: name, emoji: true }, value: name });
const chosen = (names: string[]) => ({
  'members.skill': { type: 'multi_external_select', selected_options: names.map(option) },
});

/** Has the seeded people enter their skills, and the owner the settings, through the app's own modals. */
export async function moveIn(slack: Slack): Promise<void> {
  await settle(slack);
  for (const [handle, skills] of Object.entries(loadSkills())) {
    await enterSkills(slack, handle, skills);
    if (skills.welcomes) await welcome(slack, handle);
  }
}

async function settle(slack: Slack): Promise<void> {
  const dana = slack.people.as('U0DANA');
  await dana.command('/mentor settings');
  const overview = await slack.until(() => dana.modal(), 'the settings');
  const change = async (part: string, fill: Record<string, Entry>) => {
    await dana.click({ viewId: String(overview.id), actionId: `settings.change-${part}` });
    await slack.until(() => dana.modal()?.id !== overview.id, `the form of ${part}`);
    await dana.submit({ fill });
  };
  await change('where', { digestChannel: { type: 'channels_select', selected_channel: 'C0MENTORING' } });
  await change('what', { buddies: ['yes'] });
  await dana.close();
}

async function enterSkills(slack: Slack, handle: string, { offers, wants }: SeededSkills[string]): Promise<void> {
  const person = slack.people.as(`U0${handle.toUpperCase()}`);
  const at = (level: number) => Object.keys(offers).filter((name) => offers[name] === level);
  await person.command('/mentor skills');
  await slack.until(() => person.modal(), `the profile of ${handle}`);
  const answer = await person.submit({
    values: { offers_3: chosen(at(3)), offers_2: chosen(at(2)), offers_1: chosen(at(1)), wants: chosen(wants) },
  });
  if (!answer.ok) throw new Error(`The profile of ${handle} was refused: ${JSON.stringify(answer.errors)}`);
}

/** Somebody says that they would welcome a newcomer. */
async function welcome(slack: Slack, handle: string): Promise<void> {
  const person = slack.people.as(`U0${handle.toUpperCase()}`);
  const modal = () => JSON.stringify(person.modal());
  await person.command('/mentor buddy');
  await slack.until(() => modal().includes('buddies.welcome'), `what ${handle} reads about buddies`);
  await person.click({ viewId: String(person.modal()?.id), actionId: 'buddies.welcome' });
  await slack.until(() => modal().includes('buddies.unwelcome'), `${handle} among those who welcome newcomers`);
  await person.close();
}
