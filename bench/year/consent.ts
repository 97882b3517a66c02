import type { Slack } from '../../sandbox/slack/server.ts';
import { buttonsOf } from './buttons.ts';

type Said = { by: string; isNamed: boolean };
type Block = {
  block_id?: string;
  type: string;
  elements?: { type: string; text?: string; elements?: { text: string }[] }[];
};
type Values = Record<string, Record<string, { value?: string; selected_option?: { value: string } | null }>>;
type Came = {
  user?: { id: string };
  actions?: { action_id: string; value?: string }[];
  message?: { blocks?: unknown };
  view?: { callback_id: string; state: { values: Values } };
};

/** How a newsletter in its channel ends. */
const NEWSLETTER = /Stories are told only when both people agreed/;

/**
 * Who let which words be told, and with whose name, as they said themselves in Slack: the author in the form, the other
 * person with a button. Nobody writes the same words twice.
 */
export function createConsent(slack: Slack) {
  const authors = new Map<string, Said>();
  const partners = new Map<string, Said>();
  /** Words by the id of their story. */
  const wordsOf = new Map<string, string>();
  const told = new Set<string>();
  let declined = 0;

  function written(by: string, values: Values): void {
    const answers = (name: string) => Object.values(values[name] ?? {})[0];
    const words = (answers('answer') ?? answers('detail'))?.value ?? '';
    const story = answers('story')?.selected_option?.value ?? 'no';
    if (story === 'no') authors.delete(words);
    else authors.set(words, { by, isNamed: story === 'named' });
  }

  function pressed(by: string, action: { action_id: string; value?: string }, blocks: unknown): void {
    const [, what] = action.action_id.match(/^newsletter\.(yes-named|yes|no|take-back|take-back-here)$/) ?? [];
    const id = action.value?.split('/')[0] ?? '';
    if (what === 'no') declined += 1;
    if (what === 'yes' || what === 'yes-named') {
      const words = wordsBefore(blocks as Block[], action.value ?? '');
      wordsOf.set(id, words);
      partners.set(words, { by, isNamed: what === 'yes-named' });
    } else if (what !== undefined) partners.delete(wordsOf.get(id) ?? '');
  }

  slack.traffic.listen(({ direction, request, status }) => {
    if (direction !== 'to-app' || status !== 'acknowledged') return;
    const { user, actions, message, view } = request as Came;
    if (!user) return;
    for (const action of actions ?? []) pressed(user.id, action, message?.blocks ?? []);
    const isForm =
      !actions && (view?.callback_id === 'reflections.answer' || view?.callback_id === 'reflections.outcome');
    if (view && isForm) written(user.id, view.state.values);
  });

  const nameOf = ({ by }: Said) => slack.state.people.get(by)?.displayName ?? by;

  return {
    /** What is wrong with the stories of a message, if it is a newsletter. */
    faults(message: { text: string; blocks?: unknown }): string[] {
      const blocks = (message.blocks ?? []) as Block[];
      if (!NEWSLETTER.test(JSON.stringify(blocks))) return [];
      return blocks.flatMap((block, i) => {
        if (block.type !== 'rich_text') return [];
        const words = quoted(block);
        told.add(words);
        const two = [authors.get(words), partners.get(words)];
        const byline = JSON.stringify(blocks[i + 1] ?? '');
        const isNamed = (said: Said) => new RegExp(`${nameOf(said)}(?!\\d)`).test(byline);
        if (two.some((said) => said === undefined)) return [words];
        return two.some((said) => said && !said.isNamed && isNamed(said)) ? [`${byline}: ${words}`] : [];
      });
    },
    sums: () => ({ offered: authors.size, agreed: partners.size, declined, told: told.size }),
  };
}

const quoted = (block: Block) => block.elements?.[0]?.elements?.[0]?.text ?? '';

/** The words that a button is about: the last ones quoted above it. */
function wordsBefore(blocks: Block[], value: string): string {
  const at = blocks.findIndex((block) => buttonsOf([block]).some((button) => button.value === value));
  const quote = blocks.slice(0, at).findLast((block) => block.type === 'rich_text');
  return quote ? quoted(quote) : '';
}
