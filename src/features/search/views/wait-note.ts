import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  escaped,
  type ModalView,
  modal,
  section,
} from '../../../slack/blocks.ts';
import { ids } from '../../requests/views/ids.ts';

/** What somebody waits for, and whether it may be named in public. */
export type Waited = { topic: string; mayName: boolean };

const UNNAMED = 'Only you see that you wait for it. If you like, the weekly digest names the topic, without your name.';
const NAMED = 'The weekly digest may say that someone looks for help with it, without your name.';

/** After somebody was put on a wait list, as a message. */
export function waitNote(waited: Waited): Content & { blocks: Block[] } {
  const text = `You’re on the wait list for ${escaped(waited.topic)}. I’ll tell you as soon as someone adds it.`;
  const { topic: value } = waited;
  const change = waited.mayName
    ? button(ids.hideTopic, 'Don’t name it', { value })
    : button(ids.nameTopic, 'You may name it', { value });
  return { text, blocks: [section(text), context(waited.mayName ? NAMED : UNNAMED), actions(change)] };
}

/** The same in the modal in which it was asked. */
export function waitModal(waited: Waited): ModalView {
  return modal({ callbackId: ids.findModal, title: 'Find a mentor' }, waitNote(waited).blocks);
}
