import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, buttons, card, line, N, row, rows } from './declare.ts';

type OfCard = { cardId: string; memberId: string };

async function cardFacts(tx: Tx, { cardId, memberId }: OfCard) {
  const kept = await row(tx, 'knowledge_card', { id: cardId });
  const members = await rows(tx, 'member');
  const isProposer = kept?.proposer_id === memberId;
  const [mine, theirs] = isProposer
    ? [kept?.proposer_approved, kept?.partner_approved]
    : [kept?.partner_approved, kept?.proposer_approved];
  const partner = members.find((member) => member.id === (isProposer ? kept?.partner_id : kept?.proposer_id))?.name;
  const isOpen = kept?.state === 'open';
  const has = (version: number | undefined) => isOpen && version === kept.version;
  return {
    state: kept?.state,
    partner,
    question: kept?.question,
    isOpen,
    version: kept?.version,
    isMine: has(mine),
    isTheirs: has(theirs),
  };
}

type Facts = Awaited<ReturnType<typeof cardFacts>>;

const standing = [
  [
    line`Your card about ${ANY}, from your talk with ${ANY}, is withdrawn: no one is shown it, and its words are deleted.`,
    (f: Facts) => f.state === 'withdrawn' && f.question === '',
  ],
  [
    line`Your card about ${ANY}, from your talk with ${ANY}, was taken down by an owner of Bitewise: no one is shown it.`,
    (f: Facts) => f.state === 'taken down',
  ],
  [
    line`Your card about ${ANY}, from your talk with ${ANY}, is published: colleagues who look for this topic are shown it, without your names.`,
    (f: Facts) => f.isMine && f.isTheirs,
  ],
  [
    line`Your card about ${ANY}, from your talk with ${ANY}, waits for ${ANY}. No one else is shown it.`,
    (f: Facts) => f.isMine && !f.isTheirs,
  ],
  [
    line`Your card about ${ANY}, from your talk with ${ANY}, waits for you. The words are ${ANY}’s, and others are shown them only if they suit you as well.`,
    (f: Facts) => f.isOpen && !f.isMine,
  ],
  [buttons('Open the card'), (f: Facts) => f.isOpen],
] as const;

const approval = card(
  async (tx: Tx, payload: OfCard & { version: number }) => {
    const facts = await cardFacts(tx, payload);
    return {
      ...facts,
      isAsked: facts.isOpen && !facts.isMine && facts.version === payload.version,
      isNewer: facts.version !== payload.version,
    };
  },
  [
    [
      line`*A knowledge card?* ${ANY} would like to keep something from your talk about ${ANY} for colleagues.`,
      (f, who) => f.isAsked && f.version === 1 && f.partner === who,
    ],
    [
      line`*A knowledge card?* ${ANY} suggests other words for your card about ${ANY}.`,
      (f, who) => f.isAsked && f.partner === who,
    ],
    [
      line`It’s shown without your names, only in this workspace, and only if you approve these very words. Either of you can withdraw it at any time.`,
      (f) => f.isAsked,
    ],
    [buttons('Approve', 'Suggest a change', 'No, thanks'), (f) => f.isAsked],
    [line`The words of your card about ${ANY} were changed since.`, (f) => f.isNewer],
    ...standing,
    [line`*${ANY}*`, (f) => f.isAsked],
  ],
);

const takenDown = card(cardFacts, [
  [
    line`An owner of Bitewise took down your card about ${ANY}, from your talk with ${ANY}. No one is shown it any more.`,
    (f) => f.state === 'taken down',
  ],
  [line`What they say:`, (f) => f.state === 'taken down'],
]);

const helped = card(
  async (tx: Tx, { memberId, month }: { memberId: string; month: string }) => {
    const own = (await rows(tx, 'knowledge_card')).filter((kept) =>
      [kept.proposer_id, kept.partner_id].includes(memberId),
    );
    const helps = await rows(tx, 'knowledge_help', { month });
    return { counts: own.map((kept) => helps.filter((help) => help.card_id === kept.id).length) };
  },
  [
    [line`Your card about *${ANY}* helped someone in ${ANY}.`, (f) => f.counts.some((n) => n > 0 && n < 5)],
    [line`Your card about *${ANY}* helped ${N} people in ${ANY}.`, (f, _topic, n) => f.counts.includes(Number(n))],
    [line`and ${N} more`, (f, n) => f.counts.length > Number(n)],
  ],
);

export const knowledge = {
  'knowledge.approval': approval,
  'knowledge.news': card(cardFacts, [...standing]),
  'knowledge.taken-down': takenDown,
  'knowledge.helped': helped,
};
