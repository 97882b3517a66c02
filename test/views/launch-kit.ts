import {
  kitModal,
  launchModal,
  launchPost,
  notInChannel,
  postedModal,
  refusedNote,
} from '../../src/features/launch-kit/views.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const pieces = Array.from({ length: 10 }, (_, i) => ({
  id: `${i}-announcement`,
  name: 'n'.repeat(40),
  for: 'f'.repeat(150),
  last: i > 0 ? { channel: 'C0NEWS', at, by: i > 1 ? 'U0DANA' : undefined } : undefined,
}));
const launch = (words: Words) => ({ heading: words(100), text: words(3000), channel: 'C0NEWS' });
const form = (words: Words, problem?: string) =>
  launchModal({ piece: '1-announcement', launch: launch(words), by: 'U0DANA', mark: 'a'.repeat(16), problem });

export const samples: Sample[] = [
  ...['unclear', 'expired', 'invalid_blocks'].map((reason): Sample => {
    return { name: `refused: ${reason}`, surface: 'message', build: () => refusedNote({ channel: 'C0NEWS', reason }) };
  }),
  { name: 'kit', surface: 'modal', build: () => kitModal(pieces) },
  { name: 'post', surface: 'message', build: (words) => launchPost(launch(words), 'U0DANA') },
  {
    name: 'post of many paragraphs',
    surface: 'message',
    build: () => launchPost({ heading: 'h', text: 'a\n\n'.repeat(1000) }, 'U0DANA'),
  },
  { name: 'form', surface: 'modal', build: (words) => form(words) },
  { name: 'form, not in the channel', surface: 'modal', build: (words) => form(words, notInChannel('C0NEWS')) },
  { name: 'on its way', surface: 'modal', build: () => postedModal('C0NEWS') },
  ...['not_in_channel', 'is_archived'].map((reason): Sample => {
    return { name: `refused: ${reason}`, surface: 'message', build: () => refusedNote({ channel: 'C0NEWS', reason }) };
  }),
];
