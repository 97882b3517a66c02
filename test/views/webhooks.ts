import { MOST_ADDRESS } from '../../src/features/webhooks/rules/address.ts';
import { eventTypes } from '../../src/features/webhooks/rules/events.ts';
import type { DeliveryShown } from '../../src/features/webhooks/rules/shown.ts';
import { failingNote, savedNote, testedNote, webhookModal } from '../../src/features/webhooks/views/index.ts';
import type { Sample } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-16T10:00:00Z');
const host = 'a'.repeat(250);
const secret = `whsec_${'A'.repeat(32)}`;
const last = (state: DeliveryShown['state'], answer = '500') =>
  Array.from({ length: 10 }, (_, i) => ({
    ...{ id: `msg_3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a1${i}`, type: eventTypes[i % 5]!, state, tries: i, answer, at },
  }));
const url = `https://example.com/${'a'.repeat(MOST_ADDRESS - 20)}`;

export const samples: Sample[] = [
  { name: 'webhook, none', surface: 'modal', build: () => webhookModal({ webhook: undefined, last: [], failed: 0 }) },
  ...(['waiting', 'arrived', 'failed'] as const).map((state): Sample => {
    const shown = { webhook: { url, secret, isGone: false }, last: last(state), failed: 1 };
    return { name: `webhook, ${state}`, surface: 'modal', build: () => webhookModal(shown, 'It’s on its way again.') };
  }),
  {
    name: 'webhook, gone',
    surface: 'modal',
    build: () => webhookModal({ webhook: { url, secret, isGone: true }, last: last('failed', '410'), failed: 40 }),
  },
  { name: 'saved', surface: 'message', build: () => savedNote(true) },
  { name: 'turned off', surface: 'message', build: () => savedNote(false) },
  ...['204', '500', '301', '410', 'slow', 'unreachable', 'internal'].map((answer): Sample => {
    return { name: `tested, ${answer}`, surface: 'message', build: () => testedNote(answer) };
  }),
  ...(['failing', 'gone', 'works again'] as const).map((state): Sample => {
    const shown = { host, since: at, state, answer: 'unreachable' };
    return { name: `failing, ${state}`, surface: 'message', build: () => failingNote(shown) };
  }),
];
