import type { Tx } from '../../../src/database/transaction.ts';
import { buttons, card, line, N, part, row, rows, WHO } from './declare.ts';

const waiting = card(
  async (tx: Tx, _: { ownerId: string }) => (await rows(tx, 'suggestion', { state: 'new' })).length,
  [
    [line`One suggestion waits for your answer.`, (n) => n === 1],
    // Fewer where somebody is blocked.
    [line`${N} suggestions wait for your answer.`, (n, said) => n >= Number(said)],
    [buttons('See suggestions'), (n) => n > 0],
  ],
);

const answered = card(
  async (tx: Tx, { id, memberId }: { id: string; memberId: string }) => {
    const found = await row(tx, 'suggestion', { id });
    return { ...found, isNameless: found?.member_id === null, memberId };
  },
  [
    [part`*The owners have heard your suggestion.* You wrote:`, (f) => f.state === 'heard'],
    [part`*Your suggestion is done.* You wrote:`, (f) => f.state === 'done'],
    [part`*The owners won’t take your suggestion up now.* You wrote:`, (f) => f.state === 'not now'],
    [line`${WHO} says:`, (f, who) => f.answer !== '' && f.answered_by === who],
    [line`You gave no name, and the owners don’t know that it was you.`, (f) => f.isNameless],
    [buttons('Report a concern'), (f) => f.answer !== ''],
  ],
);

export const suggestions = { 'suggestions.waiting': waiting, 'suggestions.answered': answered };
