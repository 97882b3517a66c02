import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

/** The peer of bench/mentor.ts: a Bolt app that acknowledges `/mentor` and answers with one sentence. Prints its port. */
const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? '', logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-none', botUserId: 'U0APP' }),
  logLevel: LogLevel.ERROR,
});
app.command('/mentor', async ({ ack, respond }) => {
  await ack();
  await respond('Nobody was looked for.');
});
const server = await receiver.start(0);
const address = server.address();
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
