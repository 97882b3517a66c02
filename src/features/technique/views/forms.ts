import {
  actions,
  button,
  choice,
  context,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { LONGEST_OWN_SCENE, longest, type Missing, missingIn, type Note, type Scene } from '../rules.ts';
import { ids, noteBlocks } from './index.ts';

type Begun = { sessionId: string; note: Partial<Note> };

/** Feedback by the five W's: who, what, where, when, why. */
export function feedbackModal({ sessionId, note }: Begun): ModalView {
  const form = { callbackId: ids.feedbackForm, title: 'Feedback', submit: 'Preview' };
  const field = (w: keyof Note, placeholder: string, multiline = false) =>
    textField({ initial: note[w], max: longest[w], placeholder, multiline });
  return modal({ ...form, metadata: { sessionId } }, [
    section('One moment that you saw yourself. What someone did can be done differently; what someone is can’t.'),
    input('who', 'Who is it for?', field('who', 'A name')),
    input('when', 'When was it?', field('when', 'this morning')),
    input('where', 'Where was it?', field('where', 'in the planning meeting'), { optional: true }),
    input('what', 'What did you see or hear?', field('what', 'You asked the two quiet ones first', true), {
      hint: 'As a camera would have recorded it, without what you think of it.',
    }),
    input('why', 'Why does it matter?', field('why', 'They spoke, and we heard about the risk in time', true), {
      hint: 'What it led to, for you, for others or for the work.',
    }),
    input('next', 'What next time?', field('next', 'Do it the same way at the kick-off'), { optional: true }),
  ]);
}

const hints: Record<Missing, string> = {
  moment: 'Which moment was it? One moment is harder to argue with than a habit.',
  behaviour: 'What did they do or say? What someone is can’t be changed by Friday; what they did can.',
  effect: 'What did it lead to, and for whom? That is what makes it worth hearing.',
};

/** The note as it will stand in the thread, with a hint at what it leaves out. */
export function previewModal(sessionId: string, note: Note): ModalView {
  const form = { callbackId: ids.preview, title: 'As it will be read', submit: 'Post it', close: 'Don’t post' };
  return modal({ ...form, metadata: { sessionId, note } }, [
    ...noteBlocks(note),
    ...missingIn(note).map((part) => context(hints[part])),
    actions(button(ids.change, 'Change the words', { value: JSON.stringify({ sessionId, note }) })),
  ]);
}

export type Scenes = {
  sessionId: string;
  scenes: Scene[];
  names: { mentee: string; mentor: string };
  minutesLeft: number;
};

/** Which scene, and who practises. */
export function rolePlayModal({ sessionId, scenes, names, minutesLeft }: Scenes): ModalView {
  const form = { callbackId: ids.rolePlayForm, title: 'Role-play', submit: 'Begin' };
  const people = [option(names.mentee, 'mentee'), option(names.mentor, 'mentor')];
  const list = scenes.map(({ name }) => option(name, name));
  const soon = `Your session has ${minutesLeft === 1 ? '1 minute' : `${minutesLeft} minutes`} left. *+5 min* on its card makes room.`;
  return modal({ ...form, metadata: { sessionId } }, [
    ...(minutesLeft < 8 ? [context(soon)] : []),
    input('scene', 'Choose a scene', choice(list), { optional: true }),
    input('own', 'Or write your own', textField({ max: LONGEST_OWN_SCENE, multiline: true }), {
      optional: true,
      hint: 'Who wants what from whom, and what makes it hard? If you write one, it’s used.',
    }),
    input('practises', 'Who practises?', choice(people, 'mentee', true), {
      hint: 'The other one plays the other person. You can swap afterwards.',
    }),
  ]);
}
