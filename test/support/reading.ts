import type { World } from './world.ts';

type Secret = { askerId: string; name: string; words: string[]; topic: string };
export type Leak = { reader: string; where: string; what: string };

/** Everything that the app ever showed to one person since then, by place: channels, DMs, group DMs, threads and Home. */
export function readBy(world: World, id: string, since: string): Map<string, string> {
  const person = world.as(id);
  const pages = new Map<string, string>();
  for (const conversation of person.conversations()) {
    const roots = person.messages(conversation.id);
    const all = roots.flatMap((root) => [root, ...person.thread(conversation.id, root.ts)]);
    const said = all.filter((message) => message.ts > since && message.user === world.slack.state.app.botUserId);
    pages.set(conversation.name || conversation.id, JSON.stringify(said.map(({ text, blocks }) => ({ text, blocks }))));
  }
  pages.set('Home', JSON.stringify(person.home()));
  return pages;
}

/**
 * Where somebody reads what belongs to a quiet ask. Whoever was asked knows the topic and the words, and whoever opened
 * the conversation with the asker the name as well: nobody else anything, and those no more.
 */
export function leaksTo(world: World, readers: string[], secret: Secret, known: Know, since: string): Leak[] {
  return readers.flatMap((reader) => {
    if (reader === secret.askerId) return [];
    const hidden = [
      ...(known.met.includes(reader) ? [] : [secret.askerId, secret.name]),
      ...(known.asked.includes(reader) ? [] : [...secret.words, secret.topic]),
    ];
    return [...readBy(world, reader, since)].flatMap(([where, page]) =>
      hidden.filter((what) => page.toLowerCase().includes(what.toLowerCase())).map((what) => ({ reader, where, what })),
    );
  });
}

type Know = { asked: string[]; met: string[] };
