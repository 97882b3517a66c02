import { deckNames, LONGEST_OWN_SCENE, longest, type Note, type Pick } from '../../src/features/technique/rules.ts';
import { decks } from '../../src/features/technique/service/decks.ts';
import { feedbackModal, previewModal, rolePlayModal } from '../../src/features/technique/views/forms.ts';
import { choiceModal, debriefView, drawnModal, techniqueView } from '../../src/features/technique/views/index.ts';
import { aSession } from '../features/sessions/a-session.ts';
import type { Sample, Words } from '../support/samples.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const session = aSession({ state: 'running' });
const picked = <P extends Pick>(pick: P) => ({
  id: 'T1',
  sessionId: 'S1',
  byId: 'U0ADA',
  pick,
  endsAt: undefined,
  isOver: false,
  messageTs: undefined,
  debriefTs: undefined,
});

const note = (words: Words): Note => ({
  who: words(longest.who),
  what: words(longest.what),
  where: words(longest.where),
  when: words(longest.when),
  why: words(longest.why),
  next: words(longest.next),
});
const scene = (words: Words) => ({
  name: words(60),
  scene: words(LONGEST_OWN_SCENE),
  practises: words(300),
  plays: words(300),
});
const rolePlay = (words: Words) => picked({ kind: 'role-play' as const, scene: scene(words), practiserId: 'U0ADA' });
const names = (words: Words) => ({ mentee: words(80), mentor: words(80) });

export const samples: Sample[] = [
  { name: 'choice', surface: 'modal', build: () => choiceModal('S1') },
  { name: 'drawn', surface: 'modal', build: () => drawnModal() },
  ...deckNames.map((deck): Sample => {
    const build = (words: Words) => techniqueView(picked({ kind: 'card', deck, text: words(150) }), session, now);
    return { name: `card ${deck}`, surface: 'message', build };
  }),
  {
    name: 'feedback',
    surface: 'message',
    build: (words) => techniqueView(picked({ kind: 'feedback', note: note(words) }), session, now),
  },
  {
    name: 'feedback form',
    surface: 'modal',
    build: (words) => feedbackModal({ sessionId: 'S1', note: note(words) }),
  },
  { name: 'preview', surface: 'modal', build: (words) => previewModal('S1', note(words)) },
  {
    name: 'preview with hints',
    surface: 'modal',
    build: (words) => previewModal('S1', { ...note(words), what: 'You always do this, never that' }),
  },
  { name: 'role-play', surface: 'message', build: (words) => techniqueView(rolePlay(words), session, now) },
  {
    name: 'debrief',
    surface: 'message',
    build: (words) => debriefView(rolePlay(words), session, decks().debrief, true),
  },
  {
    name: 'role-play that is over',
    surface: 'message',
    build: (words) => techniqueView({ ...rolePlay(words), isOver: true }, session, now),
  },
  {
    name: 'debrief after a swap',
    surface: 'message',
    build: (words) => debriefView(rolePlay(words), session, decks().debrief, false),
  },
  {
    name: 'scenes',
    surface: 'modal',
    build: (words) => rolePlayModal({ sessionId: 'S1', scenes: decks().scenes, names: names(words), minutesLeft: 12 }),
  },
  {
    name: 'scenes with little time',
    surface: 'modal',
    build: (words) =>
      rolePlayModal({ sessionId: 'S1', scenes: Array(99).fill(scene(words)), names: names(words), minutesLeft: 1 }),
  },
];
