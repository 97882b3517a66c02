import { dataOf } from '../../src/features/privacy/service/index.ts';
import { saidIn } from './dm.ts';
import type { World } from './world.ts';

type Pages = Map<string, string>;
type View = { id: unknown; blocks?: unknown };

/** What everybody can type to see something, and what only owners see more of. */
const LOOKS = ['board', 'cards', 'hours', 'moment', 'skills', 'status', 'goals'];
const OWNERS_LOOKS = ['merge', 'owners', 'newsletter', 'settings', 'concerns', 'momentum'];
/** Buttons that open a modal from the newest message or Home that has them. */
const OPENS = ['requests.ask-best', 'office-hours.book', 'recognition.mine', 'knowledge.list'];

/**
 * By person and place, all that the app shows to some people and writes into their files: channels, messages, what only
 * they see, Home, modals that they open, and what they can export. `searches` are what they look for.
 */
export async function readBy(world: World, ids: string[], ownerId: string, searches: string[]): Promise<Pages> {
  const pages: Pages = new Map();
  for (const id of ids) {
    const looks = [...LOOKS, ...(id === ownerId ? OWNERS_LOOKS : []), ...searches];
    for (const words of looks) pages.set(`${id} /mentor ${words}`, await afterTyping(world, id, words));
    const person = world.as(id);
    await person.openHome();
    await world.settle(2);
    pages.set(`${id} Home`, plain(saidIn(person.home()?.blocks)));
    for (const action of OPENS) pages.set(`${id} ${action}`, await afterPressing(world, id, action));
    const file = await world.work((tx) => dataOf(tx, id));
    pages.set(`${id} file`, plain(file));
  }
  return new Map([...pages, ...conversations(world, ids)]);
}

async function afterTyping(world: World, id: string, words: string): Promise<string> {
  world.slack.state.stacks.delete(id);
  await world.as(id).command(`/mentor ${words}`);
  await world.settle(2);
  return plain(saidIn(world.as(id).modal()?.blocks));
}

/** What a button opens; '' where nothing has it. */
async function afterPressing(world: World, id: string, actionId: string): Promise<string> {
  const person = world.as(id);
  world.slack.state.stacks.delete(id);
  const has = (one: object) => JSON.stringify(one).includes(`"${actionId}"`);
  const home = person.home() as View | null;
  const message = person.messages().findLast(has);
  if (home && has(home)) await person.click({ viewId: String(home.id), actionId });
  else if (message) await person.click({ channel: person.appDm(), ts: message.ts, actionId });
  else return '';
  await world.settle(2);
  return plain(saidIn(person.modal()?.blocks));
}

function conversations(world: World, ids: string[]): Pages {
  const pages: Pages = new Map();
  const bot = world.slack.state.app.botUserId;
  for (const id of ids) {
    const person = world.as(id);
    for (const [n, { id: channel, kind, name }] of person.conversations().entries()) {
      const roots = person.messages(channel);
      const all = roots.flatMap((root) => [root, ...person.thread(channel, root.ts)]).filter((one) => one.user === bot);
      const said = all.map((one) => plain(saidIn(one.blocks) || (one.text ?? '')));
      pages.set(`${id} #${name || `${kind} ${n}`}`, said.join('\n'));
    }
  }
  return pages;
}

/** One's own badges that come together stand in any order. */
function inOrder(text: string): string {
  const isBadge = (line: string) => line.startsWith('*A badge for you:');
  const lines = text.split('\n');
  return lines
    .map((line, at) => {
      if (!isBadge(line)) return line;
      const from = lines.findLastIndex((one, i) => i < at && !isBadge(one)) + 1;
      const end = lines.findIndex((one, i) => i > at && !isBadge(one));
      return lines.slice(from, end === -1 ? undefined : end).sort()[at - from] ?? line;
    })
    .join('\n');
}

/** Without what differs between two runs of the same: drawn ids, and times finer than an hour, since messages keep Slack's pace. */
const plain = (text: string) =>
  inOrder(text)
    .replace(
      /<!date\^(\d+)\^([^|>]*)\|[^>]*>/g,
      (_, at: string, how: string) => `${Math.floor(Number(at) / 3600)} ${how}`,
    )
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'id')
    .replace(/(\d{4}-\d\d-\d\dT\d\d):[\d:.]+Z/g, '$1')
    .replace(/\b\d{10}\.\d{6}\b/g, 'ts')
    .replace(/\b[CDG]0000[A-Z0-9]+\b/g, 'conversation')
    .replace(/^\*Icebreaker (optional):.*$/gm, '');

/** The places that are not the same, with the lines that stand in the one and not in the other, or 'another order'. */
export function differences(one: Pages, other: Pages): { place: string; only: string[] }[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((place) => {
    const [a, b] = [one.get(place) ?? '', other.get(place) ?? ''];
    if (a === b) return [];
    // A file lists rows in the order of their drawn ids.
    const isFile = place.endsWith(' file');
    const only = [...new Set(a.split('\n')).symmetricDifference(new Set(b.split('\n')))];
    return only.length > 0 || !isFile ? [{ place, only: only.length > 0 ? only : ['another order'] }] : [];
  });
}
