import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  choice,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { type Consent, isAgreed, monthName, type Story, type Told } from '../rules/index.ts';
import { ids } from './ids.ts';

/** The question to an author, off at first; `partner` is asked too. */
export function consentField(partner: string, chosen: Consent): Block {
  const options = [
    option('No, it stays with me', 'no'),
    option('Yes, without names', 'unnamed'),
    option('Yes, with my name', 'named'),
  ];
  return input('story', 'Share this in the newsletter?', choice(options, chosen, true), {
    optional: true,
    hint: `Only if ${oneLine(partner, 80)} agrees as well, and an owner reads it before it’s posted. You can take it back any time with “/mentor stories”.`,
  });
}

/** One story as the newsletter tells it. */
export function storyBlocks(told: Told): Block[] {
  return [section(`*${escaped(oneLine(told.topic, 80))}*`), quote(told.words), context(bylineOf(told))];
}

/** Who tells it, as far as the two let themselves be named. */
function bylineOf({ isByMentee, author, partner }: Told): string {
  const name = (text: string | undefined) => (text === undefined ? undefined : escaped(oneLine(text, 80)));
  const [teller, other] = [name(author), name(partner)];
  const one = teller ?? (isByMentee ? 'A colleague who asked' : 'A colleague who helped');
  const two = other ?? 'a colleague';
  if (teller === undefined && other === undefined) return one;
  return isByMentee ? `${one}, with the help of ${two}` : `${one}, who helped ${two}`;
}

type Asked = { story: Pick<Story, 'id' | 'version' | 'isNamed' | 'answer' | 'toldIn'>; told: Told; authorName: string };

/** Prompt: may this be told? Later, what the answer was. */
export function askStory({ story, told, authorName }: Asked, isReminder: boolean): Content {
  const author = escaped(oneLine(authorName, 80));
  if (story.answer !== undefined) return answered(story, author);
  const text = `${author} would like to tell the newsletter about your conversation.`;
  const value = `${story.id}/${story.version}`;
  const yes = story.isNamed
    ? [button(ids.yesNamed, 'Yes, with my name', { value }), button(ids.yes, 'Yes, without my name', { value })]
    : [button(ids.yes, 'Yes, without names', { value })];
  return {
    text,
    blocks: [
      section(`*${text}* Is that all right with you? It would read like this:`),
      ...storyBlocks(told),
      actions(...yes, button(ids.no, 'No, thanks', { value }), reportButton({ kind: 'story', id: story.id })),
      context(
        isReminder
          ? 'I won’t ask again. Without an answer it isn’t told.'
          : 'It’s told only if you say yes, and an owner reads it first. No one is told what you chose.',
      ),
    ],
  };
}

function answered({ id, answer }: Asked['story'], author: string): Content {
  if (answer === 'no') return note('All right, I won’t use it.');
  const text = `Thank you. The story that ${author} wrote may be told${answer === 'named' ? ', with your name' : ''}.`;
  const more = 'You can take it back any time, also after it was posted: `/mentor stories`.';
  return {
    text,
    blocks: [
      section(`${text} ${more}`),
      actions(button(ids.takeBack, 'Take it back', { value: id }), reportButton({ kind: 'story', id })),
    ],
  };
}

const note = (text: string): Content => ({ text, blocks: [section(text)] });

/** Stories that the list names before "and 7 more". */
const MOST = 12;

export type MyStory = { story: Pick<Story, 'id' | 'answer' | 'toldIn'>; told: Told; isMine: boolean };

/** The stories of one member, each with a way to take it back. */
export function storiesModal(stories: MyStory[]): ModalView {
  const none =
    'None yet. After a conversation, or when I ask whether you used it, you can let the newsletter tell what you write.';
  const left = stories.length - MOST;
  return modal({ callbackId: ids.stories, title: 'Stories' }, [
    section(stories.length > 0 ? 'Stories for the newsletter that you’re part of.' : none),
    ...stories
      .slice(0, MOST)
      .flatMap(({ story, told, isMine }) => [
        section(
          `*${escaped(oneLine(told.topic, 80))}*: ${standing(story, isMine)}`,
          button(ids.takeBackHere, 'Take it back', { value: story.id }),
        ),
        quote(told.words),
      ]),
    ...(left > 0 ? [context(`and ${left} more`)] : []),
  ]);
}

/** That somebody said no is not told to the other. */
function standing(story: MyStory['story'], isMine: boolean): string {
  if (story.toldIn !== undefined) return `told in the newsletter about ${monthName(story.toldIn)}`;
  if (isMine) return isAgreed(story) ? 'you both agreed' : 'told only if your colleague agrees';
  return 'you agreed to it';
}
