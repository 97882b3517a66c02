import { App, type BlockAction, type ButtonAction, LogLevel } from '@slack/bolt';
import type { View } from '@slack/types';
import type { Slack } from '../../sandbox/slack/server.ts';
import { everyElement, home } from './page-gallery.ts';
import { askModal, card, pushed } from './page-views.ts';

/** A small Bolt app that shows every block and element, so that the page is tested apart from our own app. */
export async function startGallery(
  slack: Slack,
): Promise<{ stop: () => Promise<void>; submitted: unknown[]; clicked: string[] }> {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  const submitted: unknown[] = [];
  const clicked: string[] = [];
  listen(app, submitted, clicked);
  await app.init();
  await app.start();
  return { stop: async () => void (await app.stop()), submitted, clicked };
}

function listen(app: App, submitted: unknown[], clicked: string[]): void {
  app.command('/mentor', async ({ ack, respond, command, client }) => {
    if (command.text === 'fail') throw new Error('as asked');
    await ack();
    if (command.text === 'modal')
      return void (await client.views.open({ trigger_id: command.trigger_id, view: askModal }));
    if (command.text === 'everything')
      return void (await client.views.open({ trigger_id: command.trigger_id, view: everyElement }));
    if (command.text === 'card')
      return void (await client.chat.postMessage({
        channel: command.channel_id,
        text: 'Colleagues for you',
        blocks: card,
      }));
    await respond({ text: `You asked about *${command.text}*.`, blocks: card });
  });
  app.shortcut('find_mentor', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: askModal });
  });
  app.shortcut('ask_about_message', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: askModal });
  });
  app.action({ type: 'block_actions', action_id: 'push' }, async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: pushed });
  });
  app.action(/.*/, async ({ ack, action, body, client }) => {
    await ack();
    clicked.push('action_id' in action ? action.action_id : '');
    if (isCardDone(action)) await markDone(body as BlockAction, client);
  });
  app.options('skill', async ({ ack, payload }) => {
    const all = ['Kubernetes', 'Kotlin', 'Terraform', 'Accounting'];
    const fitting = all.filter((skill) => skill.toLowerCase().includes(payload.value.toLowerCase()));
    await ack({
      options: fitting.map((skill) => ({ text: { type: 'plain_text', text: skill }, value: skill.toLowerCase() })),
    });
  });
  app.view('ask', async ({ ack, view }) => {
    const goal = view.state.values.goal?.goal?.value ?? '';
    if (goal.includes('everything'))
      return void (await ack({ response_action: 'errors', errors: { goal: 'That is a lot. Pick one thing.' } }));
    submitted.push(view.state.values);
    await ack();
  });
  app.view('everything', async ({ ack, view }) => {
    submitted.push(view.state.values);
    await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: home as View });
  });
}

const isCardDone = (action: object): action is ButtonAction => 'action_id' in action && action.action_id === 'ask_best';

async function markDone(body: BlockAction, client: App['client']): Promise<void> {
  const { channel, message } = body;
  if (channel && message)
    await client.chat.update({ channel: channel.id, ts: message.ts, text: 'Asked Maya. Finding someone…', blocks: [] });
}
