import { z } from 'zod';
import { partnerOf, roleOf, type Session } from '../sessions/rules/index.ts';

/** What can be drawn from content/questions.yml and content/starters.yml. */
export const deckNames = ['open', 'explore', 'decide', 'say it back', 'clarify'] as const;
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

/** Characters of each of the five W's: a note is short, and all of it fits into the value of one button. */
export const longest = { who: 60, what: 300, where: 80, when: 80, why: 300 } as const;
/** Characters of a scene that two people write themselves. */
export const LONGEST_OWN_SCENE = 500;

const words = (max: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.toWellFormed().replace(/\s+/g, ' ').trim().slice(0, max));

/** Feedback by the five W's, each on one line. */
export const note = z.object({
  who: words(longest.who).refine((text) => text !== '', 'Whom is it about?'),
  what: words(longest.what).refine((text) => text !== '', 'Say what you saw or heard.'),
  where: words(longest.where).refine((text) => text !== '', 'A place or a meeting is enough.'),
  when: words(longest.when).refine((text) => text !== '', 'A day is enough.'),
  why: words(longest.why).refine((text) => text !== '', 'Say what it led to.'),
});
export type Note = z.infer<typeof note>;

/** Words about a person rather than a moment; they make feedback easy to argue with. */
export function broadWords({ what, why }: Note): string[] {
  const found = `${what} ${why}`.toLowerCase().match(/\b(always|never|constantly|everybody knows|you are too)\b/g);
  return [...new Set(found ?? [])];
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
    : 'The clock has not begun. Press Start first, and the techniques are there for you both.';
}

/** The scene of two people who wrote their own. */
export function ownScene(words: string): Scene {
  return {
    name: 'Your own scene',
    scene: words,
    practises: 'Do it the way you would like it to go, in the words that you would really use.',
    plays: 'Be the other person as they are, neither easier nor harder. Give in only when you are convinced.',
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
