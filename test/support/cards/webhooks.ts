import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, row, seconds } from './declare.ts';

const failing = card(
  async (tx: Tx, { since }: { since: string }) => {
    const webhook = await row(tx, 'webhook', {});
    const isNow = webhook?.failing_since === since;
    return {
      since,
      host: new URL(webhook?.url ?? 'https://none.example').host,
      isNow,
      isGone: webhook?.state === 'gone',
    };
  },
  [
    [
      line`No event has arrived at *${ANY}* since ${AT}: it ${ANY}.`,
      (f, host, at) => f.isNow && !f.isGone && f.host === host && seconds(f.since) === at,
    ],
    [line`I’ve stopped sending events to *${ANY}*: it ${ANY}.`, (f, host) => f.isNow && f.isGone && f.host === host],
    [line`Events arrive at *${ANY}* again.`, (f, host) => !f.isNow && f.host === host],
    [line`Those that I gave up meanwhile can be sent again.`, (f) => !f.isNow],
    [line`If that’s a mistake, send a test: that starts it again.`, (f) => f.isNow && f.isGone],
    [
      line`I try each event for three days, and keep it for thirty so that you can send it again.`,
      (f) => f.isNow && !f.isGone,
    ],
    [buttons('Open webhook'), 'it can be opened at any time'],
  ],
);

const tested = card(
  async (tx: Tx, { id }: { id: string }) => ({ answer: (await row(tx, 'webhook_delivery', { id }))?.answer ?? '' }),
  [
    [line`Your test has arrived (${ANY}).`, 'of when it was sent'],
    [line`Your test didn’t arrive: the address ${ANY}.`, 'of when it was sent'],
    [buttons('Open webhook'), 'it can be opened at any time'],
  ],
);

export const webhooks = { 'webhooks.failing': failing, 'webhooks.tested': tested };
