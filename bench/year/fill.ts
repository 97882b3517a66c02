import type { Entry } from '../../sandbox/slack/people/fill.ts';
import type { StoredView } from '../../sandbox/slack/state/state.ts';
import type { Random } from '../random.ts';
import type { Filling } from './buttons.ts';
import type { Standing } from './standing.ts';

type Element = Record<string, unknown> & { type: string; action_id: string };
type Block = { type: string; block_id: string; optional?: boolean; element?: Element };
type Context = { random: Random; me: string; now: Temporal.Instant; standings: Map<string, Standing> };

const WORDS = 'Drawing the steps on paper first made it clear to me where it went wrong';

/** What a person puts into a modal: what is given by block, what is there already, and something that fits elsewhere. */
export function fillIn(view: StoredView, given: Filling, context: Context): Record<string, Entry> {
  const fill: Record<string, Entry> = {};
  for (const block of view.view.blocks as Block[]) {
    if (block.type !== 'input' || !block.element) continue;
    const entry = given[block.block_id];
    if (entry !== undefined) fill[block.block_id] = entryOf(block.element, entry);
    else if (!hasInitial(block.element) && !(block.optional && context.random.next() < 0.5)) {
      const made = invent(block.element, context);
      if (made !== undefined) fill[block.block_id] = made;
    }
  }
  return fill;
}

const hasInitial = (element: Element) => Object.keys(element).some((key) => key.startsWith('initial_'));
const option = (name: string) => ({ text: { type: 'plain_text', text: name, emoji: true }, value: name });

/** Options of an external list are given as its state, which spares a question to the app for each. */
function entryOf(element: Element, entry: string | string[] | null): Entry {
  if (element.type === 'multi_external_select')
    return { type: element.type, selected_options: [entry ?? []].flat().map(option) };
  if (element.type === 'external_select') return { type: element.type, selected_option: option(String(entry)) };
  return entry;
}

function invent(element: Element, { random, me, now, standings }: Context): Entry | undefined {
  const options = (element.options ?? []) as { value: string }[];
  const zone = standings.get(me)?.zone ?? 'UTC';
  const ahead = now.toZonedDateTimeISO(zone).add({ days: 1 + random.below(7) });
  switch (element.type) {
    case 'plain_text_input':
      return WORDS.slice(0, Number(element.max_length ?? 3000));
    case 'url_text_input':
      return 'https://meet.example/room';
    case 'number_input':
      return String(element.min_value ?? 1);
    case 'static_select':
    case 'radio_buttons':
      return random.of(options).value;
    case 'checkboxes':
    case 'multi_static_select':
      return [random.of(options).value];
    case 'datepicker':
      return ahead.toPlainDate().toString();
    case 'timepicker':
      return '10:30';
    case 'datetimepicker':
      return Math.floor(ahead.withPlainTime('10:30').epochMilliseconds / 1000);
    case 'users_select':
      return random.of([...standings.keys()].filter((id) => id !== me));
    default:
      return undefined;
  }
}
