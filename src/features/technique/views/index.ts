import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  divider,
  escaped,
  type ModalView,
  mention,
  menu,
  modal,
  option,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { partnerOf, type Session } from '../../sessions/rules/index.ts';
import { doors } from '../../sessions/views/doors.ts';
import {
  type Deck,
  isRolePlay,
  type Note,
  type questionDecks,
  type RolePlay,
  type starterDecks,
  type Technique,
} from '../rules.ts';

export const ids = {
  open: doors.technique,
  /** Decks with a button of their own; the others stand in a list. */
  decks: {
    open: 'technique.deck-open',
    explore: 'technique.deck-explore',
    decide: 'technique.deck-decide',
    'say it back': 'technique.deck-say-back',
    clarify: 'technique.deck-clarify',
  },
  question: 'technique.question',
  starter: 'technique.starter',
  another: 'technique.another',
  feedback: 'technique.feedback',
  feedbackForm: 'technique.feedback-form',
  preview: 'technique.preview',
  change: 'technique.change-feedback',
  rolePlay: 'technique.role-play',
  rolePlayForm: 'technique.role-play-form',
  done: 'technique.done',
  swap: 'technique.swap',
} as const;

type Listed<D extends Deck> = Record<Exclude<D, keyof typeof ids.decks>, string>;

const listedQuestions: Listed<(typeof questionDecks)[number]> = {
  feedback: 'Feedback',
  'hard talk': 'A hard talk',
  decision: 'A decision',
  'new skill': 'A new skill',
  'career step': 'A career step',
  newcomer: 'Being new here',
};
const listedStarters: Listed<(typeof starterDecks)[number]> = {
  agree: 'Agree',
  disagree: 'Disagree',
  'set a boundary': 'Set a boundary',
  refer: 'Name someone better placed',
  close: 'Close the talk',
};

/** What there is to choose from. Whatever is chosen goes into the thread. */
export function choiceModal(sessionId: string): ModalView {
  const pick = (id: string, label: string) => button(id, label, { value: sessionId });
  const listed = (id: string, placeholder: string, decks: Record<string, string>) =>
    menu(
      id,
      placeholder,
      Object.entries(decks).map(([deck, label]) => option(label, `${sessionId} ${deck}`)),
    );
  return modal({ callbackId: ids.open, title: 'Technique' }, [
    context('What you choose goes into your thread, with your name.'),
    section('*A good question*\nOften worth more than the next piece of advice. Where are you in the talk?'),
    actions(
      pick(ids.decks.open, 'To open up'),
      pick(ids.decks.explore, 'To look closer'),
      pick(ids.decks.decide, 'To decide'),
      listed(ids.question, 'Or about …', listedQuestions),
    ),
    divider(),
    section(
      '*Say it back*\nRepeat what you heard before you answer. You get the beginning of a sentence.',
      pick(ids.decks['say it back'], 'Get a starter'),
    ),
    section('*Ask to clarify*\nFor a word or a step that went by too fast.', pick(ids.decks.clarify, 'Get a question')),
    section(
      '*The first half of a sentence*\nFor what is hard to say well.',
      listed(ids.starter, 'I want to …', listedStarters),
    ),
    section(
      '*Feedback*\nOne moment in a few short lines. You see it before anyone else does.',
      pick(ids.feedback, 'Write it'),
    ),
    section(
      '*Role-play*\nFive minutes of practice, three questions afterwards, and you can swap.',
      pick(ids.rolePlay, 'Choose a scene'),
    ),
  ]);
}

/** After a card was drawn in the modal. */
export function drawnModal(): ModalView {
  return modal({ callbackId: ids.open, title: 'Technique', close: 'Back to the talk' }, [
    section('It’s on its way into your thread. Close this and go on talking.'),
  ]);
}

/**
 * What somebody picked, as the thread shows it, with buttons as long as they do something. `endsAt` = when a role-play
 * that begins now is over.
 */
export function techniqueView(technique: Technique, session: Session, endsAt: Temporal.Instant): Content {
  if (isRolePlay(technique)) return scene(technique, session, endsAt);
  const { pick, byId } = technique;
  const partnerId = partnerOf(session, byId);
  if (pick.kind === 'feedback') return feedback(pick.note, byId, partnerId);
  if (pick.kind !== 'card') throw new Error(`Nothing shows a ${pick.kind}`);
  const { lead, next } = cards[pick.deck](mention(byId), mention(partnerId));
  const more = button(ids.another, 'Another one', {
    value: `${session.id} ${pick.deck}`,
  });
  return {
    text: `${lead} ${escaped(pick.text)}`,
    blocks: [section(lead), quote(pick.text), context(next), ...(session.state === 'running' ? [actions(more)] : [])],
  };
}

type Card = (by: string, partner: string) => { lead: string; next: string };

const question =
  (what: string): Card =>
  (by) => ({
    lead: `${by} picked a question ${what}:`,
    next: 'Take half a minute before you answer, or skip it. Whoever asks listens to the end.',
  });

const starter =
  (lead: (by: string) => string): Card =>
  (by, partner) => ({
    lead: lead(by),
    next: `${by}, finish it in your own words, here or aloud. ${partner}, listen to the end before you answer.`,
  });

const cards: Record<Deck, Card> = {
  open: question('to open up'),
  explore: question('to look closer'),
  decide: question('to decide'),
  feedback: question('about feedback'),
  'hard talk': question('about a hard talk'),
  decision: question('about a decision'),
  'new skill': question('about learning something new'),
  'career step': question('about a career step'),
  newcomer: question('about being new here'),
  'say it back': (by, partner) => ({
    lead: `${by} says back what they heard, and begins like this:`,
    next: `${by}, finish it in your own words, here or aloud. ${partner}, say what is missing. Advice can wait until it fits.`,
  }),
  clarify: (by, partner) => ({
    lead: `${by} asks to clarify:`,
    next: `${by}, put your word or step in place of the dots. ${partner}, an example says more than a definition.`,
  }),
  agree: starter((by) => `${by} agrees, and begins like this:`),
  disagree: starter((by) => `${by} sees it differently, and begins like this:`),
  'set a boundary': starter((by) => `${by} says what they can and can’t do, and begins like this:`),
  refer: starter((by) => `${by} thinks of someone better placed, and begins like this:`),
  close: starter((by) => `${by} would like to close, and begins like this:`),
};

function feedback(note: Note, byId: string, partnerId: string): Content {
  const lead = `${mention(byId)} gives feedback.`;
  const close = `One person’s view of one moment. ${mention(partnerId)}, a thank you is enough, and so is a question.`;
  return { text: lead, blocks: [section(lead), ...noteBlocks(note), context(close)] };
}

/** A note by the five W's. */
export function noteBlocks({ who, what, where, when, why, next }: Note): Block[] {
  const moment = [when, where].filter((words) => words !== '').map(escaped);
  return [
    section(`*For ${escaped(who)}* · ${moment.join(', ')}`),
    section('What I saw or heard:'),
    quote(what),
    section('Why it matters:'),
    quote(why),
    ...(next === '' ? [] : [section('Next time:'), quote(next)]),
  ];
}

function scene({ id, byId, pick, isOver }: RolePlay, session: Session, endsAt: Temporal.Instant): Content {
  const partnerId = partnerOf(session, pick.practiserId);
  const { name, scene, practises, plays } = pick.scene;
  const lead = `*Role-play: ${escaped(name)}*, picked by ${mention(byId)}`;
  return {
    text: `Role-play: ${escaped(name)}. Five minutes, until ${dateText(endsAt, '{time}')}.`,
    blocks: [
      section(lead),
      quote(scene),
      section(`${mention(pick.practiserId)} *practises.* ${escaped(practises)}`),
      section(`${mention(partnerId)} *plays the other person.* ${escaped(plays)}`),
      ...(isOver || session.state !== 'running'
        ? [context('This role-play is over.')]
        : [
            context(
              `Five minutes, until ${dateText(endsAt, '{time}')}. Begin in the middle, stay in your roles, and let it be clumsy.`,
            ),
            actions(button(ids.done, 'We’re done', { value: id })),
          ]),
    ],
  };
}

/** The questions after a role-play, with the way to swap as long as nothing else was played since. */
export function debriefView(
  { id, pick }: RolePlay,
  session: Session,
  questions: string[],
  isLatestScene: boolean,
): Content {
  const canSwap = isLatestScene && session.state === 'running';
  const [practiser, other] = [pick.practiserId, partnerOf(session, pick.practiserId)].map(mention);
  const text = `${practiser} ${other} that was the scene. Step out of your roles, and take a minute for each of these:`;
  const list = questions.map((question, i) => `${i + 1}. ${escaped(question)}`).join('\n');
  return {
    text,
    blocks: [
      section(text),
      section(list),
      ...(canSwap ? [actions(button(ids.swap, 'Swap roles', { value: id }))] : []),
    ],
  };
}
