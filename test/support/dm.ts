import type { PersonAt } from '../../sandbox/slack/people/people.ts';

/** The newest message in a person's DM with the app that is no file, as one text: what every block of it says. */
export function newest(person: PersonAt): { ts: string; text: string; place: { channel: string; ts: string } } {
  const channel = person.appDm();
  const message = person.messages(channel).findLast((m) => !m.ephemeral && m.files === undefined);
  if (!message) throw new Error(`Nothing in the DM of ${person.id}`);
  return { ts: message.ts, text: saidIn(message.blocks), place: { channel, ts: message.ts } };
}

/** What the app whispered to a person last. */
export function whispered(person: PersonAt): string {
  return person.messages().findLast((m) => m.ephemeral)?.text ?? '';
}

/** All words of blocks, in order. */
export function saidIn(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(saidIn).filter(Boolean).join('\n');
  if (typeof blocks !== 'object' || blocks === null) return '';
  return Object.entries(blocks)
    .filter(([key]) => ['text', 'elements', 'fields', 'label', 'hint', 'options', 'accessory', 'element'].includes(key))
    .map(([, value]) => (typeof value === 'string' ? value : saidIn(value)))
    .filter(Boolean)
    .join('\n');
}
