import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, buttons, CHANNEL, card, line, maybe, part, row, WHO } from './declare.ts';

const due = card(
  async (tx: Tx, { id, isReminder }: { id: string; isReminder: boolean }) => ({
    ...(await row(tx, 'review', { id })),
    isReminder,
  }),
  [
    [part`*${ANY} is over: time for a review.*`, (f) => f.state === 'open' && !f.isReminder],
    [part`*The review of ${ANY} is still open. I won’t remind you again.*`, (f) => f.state === 'open' && f.isReminder],
    [
      part`What was found, up to three things to change, and a line to everyone: about ten minutes.`,
      (f) => f.state === 'open',
    ],
    [buttons('Open the review'), (f) => f.state === 'open'],
    [
      line`The review of ${ANY} is done. What changes goes to everyone in ${CHANNEL}.`,
      (f, _, channel) => (f.state === 'posting' || f.state === 'posted') && f.channel === channel,
    ],
    [line`The review of ${ANY} is over, and a newer one is there.`, (f) => f.state === 'left'],
  ],
);

const refused = card(
  async () => ({}),
  [
    [
      line`${ANY}\`/mentor review\` posts it again.`,
      'what Slack answered then; posting it again takes back nothing of that',
    ],
  ],
);

const asked = card(
  async (tx: Tx, { id }: { id: string }) => row(tx, 'review_adjustment', { id }),
  [
    [part`Colleagues look for people who know ${ANY}. Would you help now and then?`, (f, about) => f?.about === about],
    [
      part`You offer ${ANY}, which many look for. Would you hold office hours for it?`,
      (f, about) => f?.about === about,
    ],
    [
      part`The owners of Bitewise would like leaders to hold office hours. Would you set an hour aside?`,
      (f) => f?.kind === 'leader-hours',
    ],
    [part`${maybe(' ')}It’s up to you, and I won’t ask again.`, 'a prompt is sent once'],
    [buttons('Add my skills'), (f) => f?.kind === 'invite-helpers'],
    [buttons('Hold office hours'), (f) => f?.kind !== 'invite-helpers'],
  ],
);

const post = card(
  async (tx: Tx, { id }: { id: string }) => row(tx, 'review', { id }),
  [
    [line`Bitewise posts this for ${WHO}.`, (f, who) => f?.posted_by === who],
    [line`${ANY}`, 'the owner’s own words, as they read them before they posted them'],
  ],
);

export const reviews = {
  'reviews.post': post,
  'reviews.due': due,
  'reviews.refused': refused,
  'reviews.ask': asked,
};
