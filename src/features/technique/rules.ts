import { z } from 'zod';
import { partnerOf, roleOf, type Session } from '../sessions/rules/index.ts';

/** What can be drawn from content/questions.yml and content/starters.yml. */
export const questionDecks = [
  'open',
  'explore',
  'decide',
  'feedback',
  'hard talk',
  'decision',
  'new skill',
  'career step',
  'newcomer',
] as const;
export const starterDecks = [
  'say it back',
  'clarify',
  'agree',
  'disagree',
  'set a boundary',
  'refer',
  'close',
] as const;
export const deckNames = [...questionDecks, ...starterDecks] as const;
export type Deck = (typeof deckNames)[number];

export type Scene = {
  name: string;
  scene: string;
  /** What the one who practises, and the one who plays the other person, read. */
  practises: string;
  plays: string;
};

/** Minutes of one role-play (issue: five on the thread's clock). */
export const ROLE_PLAY_MINUTES = 5;

/** Characters of each part of a note: it is short, and all of it fits into the value of one button. */
export const longest = { who: 60, what: 300, where: 80, when: 80, why: 300, next: 100 } as const;
/** Characters of a scene that two people write themselves. */
export const LONGEST_OWN_SCENE = 500;

const words = (max: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.toWellFormed().replace(/\s+/g, ' ').trim().slice(0, max));

/** Feedback by the five W's, each on one line, and what would be better next time. */
export const note = z.object({
  who: words(longest.who).refine((text) => text !== '', 'Whom is it about?'),
  what: words(longest.what).refine((text) => text !== '', 'Say what you saw or heard.'),
  where: words(longest.where),
  when: words(longest.when).refine((text) => text !== '', 'A day is enough.'),
  why: words(longest.why).refine((text) => text !== '', 'Say what it led to.'),
  next: words(longest.next),
});
export type Note = z.infer<typeof note>;

/** What feedback needs so that somebody can act on it: one moment, something that was done, and what it led to. */
export type Missing = 'moment' | 'behaviour' | 'effect';

const habit =
  /\b(always|never|constantly|usually|generally|in general|every ?time|all the time|often|again and again|lately|mostly)\b/i;
/** A word about a person, or a demand, where something that was done should stand. */
const judgement = [
  /\b(?:you|he|she|they)(?:['’]re| (?:are|were|is|was|seem\w*|look\w*|come across|lack\w*|have|had|need|should|must|could|can|ought))\b(?! \w+ing\b)/i,
  /\byour \w+(?: \w+)? (?:is|are|was|were|needs?|lacks?)\b(?! (?!annoying|boring|confusing|disappointing|frustrating|lacking|misleading)\w+ing\b)/i,
  /^(?:please )?(?:be|try to be|just be)\b/i,
  /^(?:very |really |so |a )?(?:good|great|nice|bad|poor|excellent|perfect|terrible)\b/i,
  /\b(?:good|great|nice|bad|poor) (?:job|work|attitude)\b/i,
];
/** Somebody does something: a person, and a verb that is neither a state nor a demand. */
const deed =
  /\b(?:you|he|she|they)(?: (?:then|just|first|also|twice|once|only|always|never|often))? (?!(?:are|were|is|was|be|seem|look|come across|lack|have|had|need|should|must|could|can|ought|always|never|often|did a)\w*\b)\p{L}{3,}|\b(?:you|he|she|they) (?:are|were|is|was) \w+ing\b/iu;
const demand =
  /\b(?:should|must|need(?:s|ed)? to|ha(?:s|ve) to|ought to)\b|\b(?:important|obvious|unprofessional|unacceptable|not ok(?:ay)?|wrong|bad|good)\b/i;
/** Somebody or something on whom it had an effect. */
const touched =
  /\b(?:I|we|us|me|they|them|he|she|him|her|who|customers?|patients?|team|colleagues?|everyone|class|line)\b/i;

/**
 * What a note leaves out, judged by its English words only: a habit instead of a moment, a trait or a demand instead of
 * something that was done, an opinion instead of what it led to. Only a hint; anything may be posted.
 */
export function missingIn({ what, when, why }: Note): Missing[] {
  const hasDeed = deed.test(what);
  const judges = judgement.some((pattern) => pattern.test(what));
  return [
    ...(habit.test(when) || habit.test(what) ? (['moment'] as const) : []),
    ...(!hasDeed && judges ? (['behaviour'] as const) : []),
    ...(demand.test(why) && !touched.test(why) ? (['effect'] as const) : []),
  ];
}

export const scene = z.object({ name: z.string(), scene: z.string(), practises: z.string(), plays: z.string() });

/** What somebody picked; as it is stored. */
export const pick = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), deck: z.enum(deckNames), text: z.string() }),
  z.object({ kind: z.literal('feedback'), note }),
  z.object({ kind: z.literal('role-play'), scene, practiserId: z.string() }),
]);
export type Pick = z.infer<typeof pick>;

/** Something that one of the two put into the thread of their session. */
export type Technique<P extends Pick = Pick> = {
  id: string;
  sessionId: string;
  /** Who picked it. */
  byId: string;
  pick: P;
  /** When a role-play is over, once it is in the thread. */
  endsAt: Temporal.Instant | undefined;
  isOver: boolean;
  /** Timestamps of its message and of the questions after a role-play, once they are in the thread. */
  messageTs: string | undefined;
  debriefTs: string | undefined;
};
export type RolePlay = Technique<Extract<Pick, { kind: 'role-play' }>>;

export function isRolePlay(technique: Technique): technique is RolePlay {
  return technique.pick.kind === 'role-play';
}

/** Why this member cannot use a technique in this session now, as a sentence for them; undefined when they can. */
export function refusal(session: Session | undefined, memberId: string): string | undefined {
  if (!session) return 'That session is no longer here, so nothing was posted.';
  if (!roleOf(session, memberId))
    return 'These belong to the two people of this session. `/mentor` and a topic finds a colleague for you.';
  if (session.state === 'running') return undefined;
  return session.state === 'ended'
    ? 'This session is over, so nothing was posted. The techniques are there again in your next one.'
    : 'The clock hasn’t begun. Press Start first, and the techniques are there for you both.';
}

/** The scene of two people who wrote their own. */
export function ownScene(words: string): Scene {
  return {
    name: 'Your own scene',
    scene: words,
    practises: 'Do it the way you would like it to go, in the words that you would really use.',
    plays: 'Be the other person as they are, neither easier nor harder. Give in only when you’re convinced.',
  };
}

/** The same scene the other way round. */
export function swapped(session: Session, { pick }: RolePlay): RolePlay['pick'] {
  return { ...pick, practiserId: partnerOf(session, pick.practiserId) };
}

/** What is sent with the choice of a scene: one from the list, or one in the two's own words, which goes first. */
export const rolePlayForm = z
  .object({ scene: z.string().optional(), own: words(LONGEST_OWN_SCENE), practises: z.enum(['mentee', 'mentor']) })
  .superRefine(({ scene, own }, context) => {
    if (!scene && own === '')
      context.addIssue({ code: 'custom', path: ['scene'], message: 'Choose a scene, or write your own below.' });
    if (own !== '' && own.length < 20)
      context.addIssue({ code: 'custom', path: ['own'], message: 'A little more, please: who wants what from whom?' });
  });
