import type {
  ActionsBlockElement,
  Button,
  HomeView,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import { clip, clipMrkdwn, limits, oneLine, withCapitals } from './text.ts';

/** Constructors for the Block Kit that the app uses. Whatever they are given, what they return is within Slack's limits. */
export type Block = KnownBlock;

export { clip, dateText, escapeControls, escaped, limits, mention, oneLine } from './text.ts';
export type { HomeView, ModalView };

export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clip(text, max) || ' ', emoji: true };
}

/** A paragraph of mrkdwn. People's words inside it must be escaped. */
export function section(text: string, accessory?: SectionBlock['accessory']): SectionBlock {
  const block: SectionBlock = {
    type: 'section',
    text: { type: 'mrkdwn', text: clipMrkdwn(withCapitals(text), limits.sectionText) || ' ', verbatim: true },
  };
  return accessory ? { ...block, accessory } : block;
}

/** What a person wrote, quoted as plain text: it cannot become live. */
export function quote(words: string): RichTextBlock {
  const text = clip(words, limits.sectionText).trim() || ' ';
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }] };
}

export function header(text: string): Block {
  return { type: 'header', text: plain(text, limits.header) };
}

export function divider(): Block {
  return { type: 'divider' };
}

/** Small grey lines; each is mrkdwn, people's words in it escaped. */
export function context(...lines: string[]): Block {
  const elements = lines
    .filter((line) => line !== '')
    .slice(0, limits.contextElements)
    .map((text) => ({
      type: 'mrkdwn' as const,
      text: clipMrkdwn(withCapitals(text), limits.contextText),
      verbatim: true,
    }));
  return { type: 'context', elements };
}

export type ButtonOptions = {
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  /** Asks back before the click counts. */
  confirm?: { title: string; text: string; confirm: string; deny: string };
  /** What a screen reader says, where the text alone is not enough. */
  label?: string;
  /** Which row of a list the button belongs to, where each has the same: a screen reader says it after the text. */
  about?: string;
};

export function button(actionId: string, text: string, options: ButtonOptions = {}): Button {
  const { value, style, url, confirm, about } = options;
  const label = options.label ?? (about && `${text}: ${oneLine(about, 60)}`);
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, limits.buttonText),
    ...(value === undefined ? {} : { value: value.slice(0, limits.buttonValue) }),
    ...(style ? { style } : {}),
    ...(url ? { url } : {}),
    ...(label ? { accessibility_label: clip(label, limits.buttonText) } : {}),
    ...(confirm
      ? {
          confirm: {
            title: plain(confirm.title, 100),
            text: plain(confirm.text, 300),
            confirm: plain(confirm.confirm, 30),
            deny: plain(confirm.deny, 30),
            ...(style === 'danger' ? { style } : {}),
          },
        }
      : {}),
  };
}

export function actions(...elements: ActionsBlockElement[]): Block {
  return { type: 'actions', elements: elements.slice(0, limits.actionsElements) };
}

/** A drop-down that acts as soon as something is chosen, beside buttons. */
export function menu(actionId: string, placeholder: string, options: PlainTextOption[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(placeholder, limits.placeholder),
    options: options.slice(0, limits.options),
  };
}

export function option(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: plain(text, limits.optionText),
    value: value.slice(0, limits.optionValue),
    ...(description ? { description: plain(description, limits.optionText) } : {}),
  };
}

type InputOptions = { hint?: string; optional?: boolean; dispatch?: boolean };

/** A labelled field. Its answer arrives as `state.values[blockId]`, by convention with action id `value`. */
export function input(
  blockId: string,
  label: string,
  element: InputBlock['element'],
  options: InputOptions = {},
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label, limits.inputLabel),
    element,
    optional: options.optional ?? false,
    ...(options.hint ? { hint: plain(options.hint, limits.inputLabel) } : {}),
    ...(options.dispatch ? { dispatch_action: true } : {}),
  };
}

export type TextFieldOptions = {
  initial?: string | undefined;
  placeholder?: string;
  multiline?: boolean;
  min?: number;
  max?: number;
};

/** The element of a text field; `max` in characters, at most 3,000. */
export function textField(options: TextFieldOptions = {}): InputBlock['element'] {
  const max = options.max ?? limits.inputLength;
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: options.multiline ?? false,
    max_length: max,
    ...(options.min ? { min_length: options.min } : {}),
    ...(options.initial ? { initial_value: clip(options.initial, max) } : {}),
    ...(options.placeholder ? { placeholder: plain(options.placeholder, limits.placeholder) } : {}),
  };
}

/** A drop-down or, with `radio`, a list of radio buttons; `initial` is the value of the option chosen at first. */
export function choice(options: PlainTextOption[], initial?: string, radio = false): InputBlock['element'] {
  const chosen = options.find((o) => o.value === initial);
  return {
    type: radio ? 'radio_buttons' : 'static_select',
    action_id: 'value',
    options: options.slice(0, radio ? limits.checkboxes : limits.options),
    ...(chosen ? { initial_option: chosen } : {}),
  };
}

/** Check boxes; `initial` are the values ticked at first. */
export function checkboxes(options: PlainTextOption[], initial: string[] = []): InputBlock['element'] {
  const ticked = options.filter((o) => o.value !== undefined && initial.includes(o.value));
  return {
    type: 'checkboxes',
    action_id: 'value',
    options: options.slice(0, limits.checkboxes),
    ...(ticked.length > 0 ? { initial_options: ticked } : {}),
  };
}

export type ModalOptions = { callbackId: string; title: string; submit?: string; close?: string; metadata?: unknown };

/** A modal; `metadata` is kept as JSON and comes back with the submission. @throws when it is over 3,000 characters. */
export function modal(options: ModalOptions, blocks: Block[]): ModalView {
  const metadata = options.metadata === undefined ? '' : JSON.stringify(options.metadata);
  if (metadata.length > limits.privateMetadata) throw new RangeError('Modal metadata over 3,000 characters');
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(options.title, limits.viewTitle),
    close: plain(options.close ?? 'Close', limits.viewTitle),
    ...(options.submit ? { submit: plain(options.submit, limits.viewTitle) } : {}),
    private_metadata: metadata,
    blocks: blocks.slice(0, limits.viewBlocks),
  };
}

export function home(blocks: Block[]): HomeView {
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
}
