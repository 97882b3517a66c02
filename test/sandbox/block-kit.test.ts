import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../sandbox/slack/block-kit/limits.ts';
import { validateMessage, validateView } from '../../sandbox/slack/block-kit/validate.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (more: object = {}) => ({ type: 'section', text: { type: 'mrkdwn', text: 'Hello' }, ...more });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, more: object = {}) => ({ text: plain(value), value, ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const modal = (...blocks: object[]) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks });

/** The faults of one element in an actions block, without the pointer's beginning. */
const inActions = (element: object) =>
  validateMessage([actions(element)]).map((fault) => fault.replace('/blocks/0/elements/0', '…'));

describe('A message', () => {
  it('may hold every block and element that the workspace knows', () => {
    const select = { options: [option('a'), option('b')], initial_option: option('b') };
    const blocks = [
      { type: 'header', text: plain('Header') },
      section({ accessory: { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A' } }),
      section({ text: undefined, fields: [plain('one'), { type: 'mrkdwn', text: '*two*' }] }),
      section({
        accessory: { type: 'overflow', action_id: 'o', options: [option('a', { url: 'https://example.com' })] },
      }),
      { type: 'divider' },
      { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A', title: plain('A') },
      {
        type: 'context',
        elements: [plain('one'), { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A' }],
      },
      { type: 'markdown', text: '# Hi' },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'hi', style: { bold: true } },
              { type: 'user', user_id: 'U0ADA' },
              { type: 'emoji', name: 'wave' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.com' }] }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'so' }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
        ],
      },
      actions(
        button({
          style: 'primary',
          value: '1',
          confirm: { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') },
        }),
        { type: 'static_select', action_id: 's', placeholder: plain('Pick'), ...select },
        { type: 'users_select', action_id: 'u', initial_user: 'U0ADA' },
        { type: 'datepicker', action_id: 'd', initial_date: '2026-02-28' },
        { type: 'timepicker', action_id: 't', initial_time: '09:30' },
        { type: 'datetimepicker', action_id: 'dt', initial_date_time: 1_772_443_800 },
        { type: 'radio_buttons', action_id: 'r', ...select },
        { type: 'checkboxes', action_id: 'c', options: [option('a')], initial_options: [option('a')] },
        { type: 'multi_external_select', action_id: 'm', min_query_length: 1, max_selected_items: 3 },
      ),
      input(
        { type: 'plain_text_input', action_id: 'p', multiline: true, min_length: 15, max_length: 300 },
        { hint: plain('Hint'), optional: true },
      ),
    ];
    expect(validateMessage(JSON.parse(JSON.stringify(blocks)))).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'an empty text',
      section({ text: { type: 'mrkdwn', text: '' } }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long text',
      section({ text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['no text at all', { type: 'section' }, 'missing required field: text or fields [json-pointer:/blocks/0]'],
    ['an unknown block', { type: 'accordion' }, 'unsupported type: accordion [json-pointer:/blocks/0/type]'],
    ['no type', { text: 'x' }, 'missing required field: type [json-pointer:/blocks/0]'],
    ['an unknown member', section({ colour: 'red' }), 'invalid additional property: colour [json-pointer:/blocks/0]'],
    [
      'mrkdwn in a header',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      'must be a valid enum value [json-pointer:/blocks/0/text/type]',
    ],
    ['no elements', actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a text instead of an object',
      { type: 'header', text: 'x' },
      'must provide an object [json-pointer:/blocks/0/text]',
    ],
    [
      'an input where buttons go',
      actions({ type: 'plain_text_input', action_id: 'a' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['a button as an input', input(button()), 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
    [
      'files outside a modal',
      input({ type: 'file_input', action_id: 'f' }),
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
  ])('with %s is refused, with a pointer', (_name, block, fault) => {
    expect(validateMessage([block])).toEqual([`[ERROR] ${fault}`]);
  });

  it('has at most 50 blocks, and no block_id twice, nor an action_id twice in one block', () => {
    expect(validateMessage(Array(51).fill({ type: 'divider' }))).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(validateMessage([section({ block_id: 'a' }), section({ block_id: 'a' })])).toEqual([
      '[ERROR] block_id already exists: a [json-pointer:/blocks/1/block_id]',
    ]);
    expect(validateMessage([actions(button(), button())])).toEqual([
      '[ERROR] action_id already exists: go [json-pointer:/blocks/0]',
    ]);
    expect(validateMessage([actions(button()), actions(button())])).toEqual([]);
  });

  it('holds options to their limits and initial choices to the options', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => option(`o${i}`));
    expect(inActions({ type: 'static_select', action_id: 's', options: many(101) })).toEqual([
      '[ERROR] no more than 100 items allowed [json-pointer:…/options]',
    ]);
    expect(inActions({ type: 'checkboxes', action_id: 's', options: many(11) })).toEqual([
      '[ERROR] no more than 10 items allowed [json-pointer:…/options]',
    ]);
    expect(inActions({ type: 'overflow', action_id: 's', options: many(6) })).toEqual([
      '[ERROR] no more than 5 items allowed [json-pointer:…/options]',
    ]);
    expect(inActions({ type: 'static_select', action_id: 's' })).toEqual([
      '[ERROR] must provide either options or option_groups [json-pointer:…]',
    ]);
    expect(inActions({ type: 'radio_buttons', action_id: 's', options: many(2), initial_option: option('x') })).toEqual(
      ['[ERROR] initial option must be one of the options [json-pointer:…]'],
    );
    expect(inActions({ type: 'datepicker', action_id: 's', initial_date: '2026-02-30' })).toEqual([
      '[ERROR] must be a date as YYYY-MM-DD [json-pointer:…/initial_date]',
    ]);
  });

  it('is refused, never a cause of an exception, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        expect(Array.isArray(validateMessage(anything))).toBe(true);
        expect(validateView(anything).length).toBeGreaterThan(0);
      }),
    );
  });

  it('is fine up to the limit of a text and refused beyond, for every text with a limit', () => {
    const texts: [number, (text: string) => object][] = [
      [LIMITS.header, (text) => ({ type: 'header', text: plain(text) })],
      [LIMITS.section.text, (text) => section({ text: plain(text) })],
      [LIMITS.section.field, (text) => section({ text: undefined, fields: [plain(text)] })],
      [LIMITS.button.text, (text) => actions(button({ text: plain(text) }))],
      [LIMITS.button.value, (value) => actions(button({ value }))],
      [LIMITS.option.text, (text) => actions({ type: 'overflow', options: [{ text: plain(text), value: 'v' }] })],
      [LIMITS.option.value, (value) => actions({ type: 'overflow', options: [{ text: plain('t'), value }] })],
      [LIMITS.id, (id) => section({ block_id: id })],
      [LIMITS.markdown, (text) => ({ type: 'markdown', text })],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer({ min: -3, max: 3 }), ([limit, make], over) => {
        const block = JSON.parse(JSON.stringify(make('x'.repeat(limit + over))));
        expect(validateMessage([block]).length > 0).toBe(over > 0);
      }),
    );
  });
});

describe('A view', () => {
  it('needs what its surface needs, and no more', () => {
    expect(validateView(modal(input({ type: 'plain_text_input' })))).toEqual([]);
    expect(validateView(modal(input({ type: 'file_input', max_files: 1 })))).toEqual([]);
    expect(validateView({ type: 'home', blocks: [section()] })).toEqual([]);
    expect(validateView({ ...modal(input({ type: 'plain_text_input' })), submit: undefined })).toEqual([
      '[ERROR] missing required field: submit, because the view has an input block [json-pointer:/view]',
    ]);
    expect(validateView({ type: 'home', title: plain('Title'), blocks: [] })).toEqual([
      '[ERROR] invalid additional property: title [json-pointer:/view]',
    ]);
    expect(validateView(modal({ type: 'markdown', text: 'x' }))).toEqual([
      '[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ]);
    expect(validateView(modal(), 'home')[0]).toContain('must be a valid enum value [json-pointer:/view/type]');
  });

  it('keeps to the limits of its words and its data, and to one focus', () => {
    expect(validateView({ ...modal(), title: plain('x'.repeat(25)) })).toEqual([
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ]);
    expect(validateView({ ...modal(), private_metadata: 'x'.repeat(3_001) })).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ]);
    expect(validateView(modal(...Array(101).fill({ type: 'divider' })))).toEqual([
      '[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]',
    ]);
    const focused = input({ type: 'plain_text_input', focus_on_load: true });
    expect(validateView(modal(focused, focused))).toEqual([
      '[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]',
    ]);
    expect(validateView(modal({ ...section(), block_id: 'a' }, { ...section(), block_id: 'a' }))).toEqual([
      '[ERROR] block_id already exists: a [json-pointer:/view/blocks/1/block_id]',
    ]);
  });
});
