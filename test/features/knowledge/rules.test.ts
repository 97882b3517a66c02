import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardVersion, hiddenIn, wordsForm } from '../../../src/features/knowledge/rules/form.ts';
import {
  approved,
  cardRefusal,
  changed,
  ended,
  endOfMonth,
  hasApproved,
  isShown,
  type KnowledgeCard,
  monthOf,
} from '../../../src/features/knowledge/rules/index.ts';
import { mentionIn, namedIn } from '../../../src/features/knowledge/rules/names.ts';

const [PROPOSER, PARTNER, STRANGER] = ['UPRO', 'UPAR', 'USTR'];

const proposed: KnowledgeCard = {
  ...{ id: 'C', sessionId: 'S', skillId: 'K', proposerId: PROPOSER, partnerId: PARTNER, editorId: PROPOSER },
  ...{ question: 'text 1', answer: 'text 1', version: 1, proposerApproved: 1, partnerApproved: 0 },
  ...{ state: 'open', reason: '' },
};

const anyDeed = fc.record({
  do: fc.constantFrom('approve', 'approve', 'approve', 'change', 'withdraw', 'take down'),
  by: fc.constantFrom(PROPOSER, PARTNER, STRANGER),
  /** How many versions ago the button was drawn. */
  late: fc.constantFrom(0, 0, 0, 1, 2),
});

describe('A knowledge card', () => {
  it('is shown only while both have agreed to the exact words, and never after its end, whatever anybody does', () => {
    let shownOnce = 0;
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), (deeds) => {
        let card = proposed;
        /** The words of each version, and what each of the two last agreed to as they saw it. */
        const texts = ['text 1'];
        const agreed = new Map([[PROPOSER, 'text 1']]);
        let isOver = false;
        for (const [i, { do: deed, by, late }] of deeds.entries()) {
          const version = Math.max(1, card.version - late);
          const before = card;
          if (deed === 'take down') {
            if (!isShown(card)) continue;
            card = ended(card, 'taken down', 'why');
            isOver = true;
          } else if (cardRefusal(card, { do: deed, version }, by) === undefined) {
            if (deed === 'approve') {
              card = approved(card, by);
              agreed.set(by, texts[version - 1] ?? '');
            } else if (deed === 'change') {
              card = changed(card, by, { question: `text by ${i}`, answer: 'a' });
              texts.push(card.question);
              agreed.set(by, card.question);
            } else {
              card = ended(card, 'withdrawn');
              isOver = true;
            }
          }
          if (by === STRANGER && deed !== 'take down') expect(card).toBe(before);
          const both = agreed.get(PROPOSER) === card.question && agreed.get(PARTNER) === card.question;
          expect(isShown(card)).toBe(!isOver && both);
          if (isShown(card)) shownOnce += 1;
          if (isOver) expect([card.question, card.answer]).toEqual(['', '']);
        }
      }),
      { numRuns: 500 },
    );
    expect(shownOnce).toBeGreaterThan(0);
  });

  it('loses the approval of the other with every change, also after it was shown', () => {
    const shown = approved(proposed, PARTNER);
    expect(isShown(shown)).toBe(true);
    const other = changed(shown, PROPOSER, { question: 'other', answer: 'other' });
    expect([isShown(other), hasApproved(other, PROPOSER), hasApproved(other, PARTNER)]).toEqual([false, true, false]);
    expect(cardRefusal(other, { do: 'approve', version: 1 }, PARTNER)).toContain('changed in the meantime');
    expect(cardRefusal(other, { do: 'approve', version: 2 }, PROPOSER)).toContain('approved these words already');
  });

  it('is talked about rather than rewritten for ever', () => {
    let card = proposed;
    for (let i = 2; i <= 10; i += 1) card = changed(card, PARTNER, { question: `${i}`, answer: `${i}` });
    expect(cardRefusal(card, { do: 'change', version: 10 }, PROPOSER)).toContain('Talk it through');
    expect(cardRefusal(card, { do: 'approve', version: 10 }, PROPOSER)).toBeUndefined();
  });

  it('counts its help by the months of the workspace', () => {
    const late = Temporal.Instant.from('2026-03-31T22:30:00Z');
    expect([monthOf('Europe/Berlin', late), monthOf('America/New_York', late)]).toEqual(['2026-04', '2026-03']);
    expect(endOfMonth('Europe/Berlin', '2026-03').toString()).toBe('2026-03-31T22:00:00Z');
    expect(endOfMonth('UTC', '2026-12').toString()).toBe('2027-01-01T00:00:00Z');
  });
});

const two = [
  { id: 'U0ADA', name: 'Ada Okafor' },
  { id: 'U0BRAM', name: 'Bram de Vries' },
];
const form = (question: unknown, answer: unknown, people = two, topic = 'Kubernetes') => {
  const parsed = wordsForm({ people, topic }).safeParse({ question, answer });
  return parsed.success
    ? parsed.data
    : Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
};
const Q = 'Why does my pod restart?';
const A = 'Look at the events first, then at the logs of the previous container.';

describe('The words of a card', () => {
  it('are kept as typed, on one line for the question, without what hides or turns letters round', () => {
    expect(form(` Why does\n my  pod\u202E restart? `, `${A}\r\n\r\n\r\n\r\n1. \`kubectl describe\`\u200B`)).toEqual({
      question: 'Why does my pod restart?',
      answer: `${A}\n\n1. \`kubectl describe\``,
    });
  });

  it('are refused at the field when there are too few or too many of them', () => {
    expect(form('Why?', ' . '.repeat(20))).toEqual({
      question: 'Please write at least 10 characters.',
      answer: 'Please write at least 20 characters.',
    });
    expect(form('a'.repeat(10_000), 'b'.repeat(1501))).toEqual({
      question: 'That is 10000 characters, and there’s room for 300. Please shorten it.',
      answer: 'That is 1501 characters, and there’s room for 1500. Please shorten it.',
    });
    expect(Object.keys(form(undefined, 7))).toEqual(['question', 'answer']);
    expect(form('a'.repeat(300), 'b'.repeat(1500))).toMatchObject({ question: 'a'.repeat(300) });
  });

  it.each([
    ['<!channel> why does it restart?', '<!channel>'],
    ['<!subteam^S1|@ops> knows why it restarts', '<!subteam^S1|@ops>'],
    ['Ask <@U0CARL> why it restarts', '<@U0CARL>'],
    ['Ask @carl why it restarts', '@carl'],
    ['Ask (@carl.jones) why it restarts', '@carl.jones'],
    ['Write to carl@harbourlight.example about it', 'carl@harbourlight.example'],
  ])('name nobody: %s', (text, found) => {
    expect(mentionIn(text)).toBe(found);
    expect(form(text, A)).toEqual({
      question: `Please take out “${found}”: cards don’t name people. If it’s code, put it between backticks.`,
    });
  });

  it('may hold code and links, which are nobody', () => {
    for (const text of [
      'npm i @slack/bolt, then `@Override` it',
      'if a < b && c > d',
      'https://x.example/a?b=c',
      '5 @ 3',
    ])
      expect(mentionIn(text)).toBeUndefined();
  });

  it.each([
    ['Bram found it', 'Bram'],
    ['what bram’s script does', 'Bram'],
    ['ask OKAFOR', 'Okafor'],
    ['the de Vries way', 'Vries'],
    ['ada okafor said', 'Ada Okafor'],
    ['B\u200Bram found it', 'Bram'],
    ['Brám found it', 'Bram'],
    ['U0BRAM found it', 'U0BRAM'],
  ])('do not name the two: %s', (text, found) => {
    expect(namedIn(text, two, 'Kubernetes')).toBe(found);
    expect(form(Q, `${text}, and that was all of it`)).toEqual({
      answer: expect.stringContaining(`“${found}”: that is the name of one of you`),
    });
  });

  it('may use words that happen to be somebody’s name', () => {
    const named = (name: string, text: string, topic = 'Kubernetes') => namedIn(text, [{ id: 'U9', name }], topic);
    expect(named('Will Grant', 'Will it restart? It will. Grant it more memory.')).toBeUndefined();
    expect(named('Will Grant', 'I asked Will about it')).toBe('Will');
    expect(named('Will Grant', 'as will grant said')).toBe('Will Grant');
    expect(named('Bo Li', 'so we did, and Bo knew')).toBe('Bo');
    expect(named('An Nguyen', 'an answer')).toBeUndefined();
    expect(named('Kubernetes Kim', 'Kubernetes restarts it')).toBeUndefined();
    expect(named('Kubernetes Kim', 'kim restarts it')).toBe('Kim');
    expect(named('José', 'jose did')).toBe('Jose');
    expect(named('田中 太郎', '昨日田中さんに聞いた')).toBe('田中');
    expect(named('', 'anything at all')).toBeUndefined();
    expect(named('…', 'anything at all')).toBeUndefined();
  });

  it('never break the check, whatever is typed and whatever people are called', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '@bram',
        '<@U1>',
        '<!here>',
        '<#C1|x>',
        'a@b.de',
        '@slack/bolt',
        '`@code`',
        '@\u200bada',
        ' ',
        '\n',
      ),
      fc.constantFrom('restart the pod', 'und dann', '…', 'x'),
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('`', '')),
    );
    const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const read = { kept: 0, refused: 0 };
    fc.assert(
      fc.property(anyText, fc.string({ unit: 'binary' }), (text, name) => {
        namedIn(text, [{ id: 'U9', name }], text);
        const { data } = wordsForm({ people: [{ id: 'U9', name }], topic: name }).safeParse({
          question: `How is it that it restarts? ${text}`,
          answer: `It is the memory. ${text}`,
        });
        read[data ? 'kept' : 'refused'] += 1;
        if (data) expect(`${data.question} ${data.answer}`).not.toMatch(/<[@!#]|(^|\s)@bram|(^|\s)a@b\.de/);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(read.kept, read.refused)).toBeGreaterThan(20);
  });

  it('are checked without names where the modal carries none of ours', () => {
    for (const metadata of [undefined, null, 'x', { people: 3 }]) expect(hiddenIn(metadata).people).toEqual([]);
    for (const value of ['', 'x', 'x y', 'x 1 2', ' 1']) expect(cardVersion.safeParse(value).success).toBe(false);
    expect(cardVersion.parse('c 12')).toEqual({ cardId: 'c', version: 12 });
  });
});
