import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { Slack } from '../../sandbox/slack/server.ts';

const quiet = { logLevel: LogLevel.ERROR } as const;

export type TinyApp = { app: App; stop: () => Promise<void> };

/** A Bolt app without listeners, connected by Socket Mode once `start` has resolved. */
export async function socketApp(slack: Slack, listen: (app: App) => void): Promise<TinyApp> {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    ...quiet,
  });
  listen(app);
  await app.init();
  await app.start();
  return { app, stop: async () => void (await app.stop()) };
}

/** A Bolt app that takes signed HTTP on a free port; `slack` delivers there from now on. */
export async function httpApp(
  slack: Slack,
  listen: (app: App) => void,
  secret = slack.signingSecret,
): Promise<TinyApp> {
  const receiver = new HTTPReceiver({ signingSecret: secret, ...quiet });
  const app = new App({
    token: slack.botToken,
    receiver,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    ...quiet,
  });
  listen(app);
  await app.init();
  const server = await app.start(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app listens on no port.');
  slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`, `http://127.0.0.1:${address.port}/slack/events`);
  return { app, stop: async () => void (await app.stop()) };
}

/** A modal with one required text input and whatever else is given. */
export const plainModal = (title: string, more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'plain',
  title: { type: 'plain_text' as const, text: title },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'goal',
      label: { type: 'plain_text' as const, text: 'Goal' },
      element: { type: 'plain_text_input' as const, action_id: 'goal' },
    },
  ],
  ...more,
});

/** A message's blocks with one button. */
export const oneButton = (actionId: string, value = 'v') => [
  {
    type: 'actions' as const,
    elements: [
      { type: 'button' as const, action_id: actionId, value, text: { type: 'plain_text' as const, text: 'Go' } },
    ],
  },
];
