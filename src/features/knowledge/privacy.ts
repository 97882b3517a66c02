import type { PersonalData } from '../../database/personal-data.ts';

const words = { question: '', answer: '', reason: '' };

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  knowledge_card: {
    what: 'knowledge cards: a question and its answer, without names',
    from: 'the two',
    seenBy: 'the two; everyone, without names, while both approve the same words',
    people: {
      proposer_id: { erase: 'former', words },
      partner_id: { erase: 'former', words },
      editor_id: { erase: 'former' },
    },
    refers: { session_id: 'session', skill_id: 'skill' },
    exported: [
      {
        as: 'knowledgeCards.written',
        of: ['proposer_id', 'partner_id'],
        columns: [
          'skill_id',
          'proposer_id',
          'partner_id',
          'question',
          'answer',
          'reason',
          'state',
          'version',
          'proposer_approved',
          'partner_approved',
          'published_at',
          'changed_at',
        ],
      },
    ],
    kept: {
      days: 90,
      by: 'changed_at',
      after: 'the last change; one that both approve stays until it’s withdrawn',
      which: 'drafts and withdrawn cards',
      only: "(state <> 'open' or proposer_approved < version or partner_approved < version)",
    },
  },
  knowledge_help: {
    what: 'that a card helped someone, and in which month',
    from: 'the reader',
    seenBy: 'no one; from five people on their number',
    people: { member_id: { erase: 'delete' } },
    refers: { card_id: 'knowledge_card' },
    exported: [
      {
        as: 'knowledgeCards.helpedMe',
        of: 'member_id',
        columns: ['card_id', 'month'],
        // Words that only one of the two approves nobody else has read.
        read: {
          by: 'card_id',
          columns: ['question'],
          only: "state = 'open' and proposer_approved = version and partner_approved = version",
        },
      },
    ],
    kept: 'as long as the card, or until deleted',
  },
} satisfies PersonalData;
