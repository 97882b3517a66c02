import type { HomeView, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });
const option = (text: string, value = text.toLowerCase()): PlainTextOption => ({ text: plain(text), value });

/** A message of the kind that our own app sends, with buttons, a menu and an overflow. */
export const card: KnownBlock[] = [
  { type: 'header', text: plain('Colleagues who know Kubernetes') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*Maya Chen* · Site reliability engineer\nOffers Kubernetes, _go-to person_ · 12 people helped · free now',
    },
    accessory: { type: 'button', action_id: 'ask_one', text: plain('Ask Maya'), value: 'U0MAYA' },
  },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '<@U0INES> · knows it well · in <#C0ENG>\nSame time zone · answers within a day' },
    accessory: { type: 'overflow', action_id: 'more', options: [option('Not this person'), option('See profile')] },
  },
  {
    type: 'markdown',
    text: '## What people ask about\n\n- **Kubernetes** is *popular*\n- [Terraform](https://terraform.example)\n\n1. One\n2. Two',
  },
  { type: 'divider' },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'ask_best', style: 'primary', text: plain('Ask the best match') },
      {
        type: 'static_select',
        action_id: 'length',
        placeholder: plain('Length'),
        options: [option('10 minutes'), option('20 minutes')],
      },
      {
        type: 'button',
        action_id: 'cancel',
        style: 'danger',
        text: plain('Cancel'),
        confirm: {
          title: plain('Cancel the request?'),
          text: plain('Nobody will be asked.'),
          confirm: plain('Cancel it'),
          deny: plain('Keep it'),
        },
      },
    ],
  },
  {
    type: 'context',
    elements: [
      {
        type: 'mrkdwn',
        text: 'Found <!date^1800000000^{date_short_pretty} at {time}|some day> · :seedling: nobody is asked until you say so',
      },
    ],
  },
];

export const askModal: ModalView = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('Ask for help'),
  submit: plain('Ask'),
  close: plain('Not now'),
  blocks: [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'A colleague gets this and has 30 minutes to answer.' },
      accessory: { type: 'button', action_id: 'push', text: plain('How it works') },
    },
    {
      type: 'input',
      block_id: 'goal',
      label: plain('What would you like to get out of it?'),
      hint: plain('For example: find out why my pod restarts.'),
      element: {
        type: 'plain_text_input',
        action_id: 'goal',
        multiline: true,
        min_length: 15,
        max_length: 300,
        placeholder: plain('One clear goal'),
      },
    },
    {
      type: 'input',
      block_id: 'tried',
      optional: true,
      label: plain('What have you tried?'),
      element: { type: 'plain_text_input', action_id: 'tried' },
    },
    {
      type: 'input',
      block_id: 'skill',
      label: plain('Topic'),
      element: {
        type: 'external_select',
        action_id: 'skill',
        min_query_length: 1,
        placeholder: plain('Search skills'),
      },
    },
  ],
};

export const pushed: ModalView = {
  type: 'modal',
  title: plain('How it works'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*One* colleague is asked at a time. Nobody sees who said no.' } },
  ],
};

/** A modal with every input element. */
export const everyElement: ModalView = {
  type: 'modal',
  callback_id: 'everything',
  title: plain('Every element'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'line',
      label: plain('A line'),
      element: { type: 'plain_text_input', action_id: 'a', initial_value: 'as it was' },
    },
    {
      type: 'input',
      block_id: 'number',
      label: plain('A number'),
      element: { type: 'number_input', action_id: 'a', is_decimal_allowed: false, min_value: '1', max_value: '5' },
    },
    {
      type: 'input',
      block_id: 'one',
      label: plain('One of three'),
      element: { type: 'static_select', action_id: 'a', options: ['Red', 'Green', 'Blue'].map((text) => option(text)) },
    },
    {
      type: 'input',
      block_id: 'many',
      label: plain('Several'),
      element: {
        type: 'multi_static_select',
        action_id: 'a',
        options: ['Thread', 'Huddle', 'Video'].map((text) => option(text)),
      },
    },
    { type: 'input', block_id: 'person', label: plain('A person'), element: { type: 'users_select', action_id: 'a' } },
    {
      type: 'input',
      block_id: 'persons',
      optional: true,
      label: plain('People'),
      element: { type: 'multi_users_select', action_id: 'a' },
    },
    {
      type: 'input',
      block_id: 'channel',
      label: plain('A channel'),
      element: { type: 'channels_select', action_id: 'a' },
    },
    {
      type: 'input',
      block_id: 'place',
      optional: true,
      label: plain('A conversation'),
      element: { type: 'conversations_select', action_id: 'a' },
    },
    {
      type: 'input',
      block_id: 'checks',
      label: plain('Which days'),
      element: {
        type: 'checkboxes',
        action_id: 'a',
        options: [option('Monday'), option('Tuesday')],
        initial_options: [option('Monday')],
      },
    },
    {
      type: 'input',
      block_id: 'radio',
      label: plain('How useful'),
      element: {
        type: 'radio_buttons',
        action_id: 'a',
        options: [{ ...option('Very'), description: plain('I could go on at once') }, option('A little')],
      },
    },
    {
      type: 'input',
      block_id: 'date',
      label: plain('A day'),
      element: { type: 'datepicker', action_id: 'a', initial_date: '2026-03-02' },
    },
    {
      type: 'input',
      block_id: 'time',
      label: plain('A time'),
      element: { type: 'timepicker', action_id: 'a', initial_time: '09:30' },
    },
    {
      type: 'input',
      block_id: 'moment',
      label: plain('A moment'),
      element: { type: 'datetimepicker', action_id: 'a', initial_date_time: 1_800_000_000 },
    },
  ],
};

export const home: HomeView = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Good morning') },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'Find a colleague who knows, talk for twenty minutes, act on it.' },
    },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'home_find', style: 'primary', text: plain('Find a mentor') },
        { type: 'button', action_id: 'home_skills', text: plain('My skills') },
      ],
    },
    { type: 'divider' },
    { type: 'header', text: plain('Your sessions') },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*With*\nMaya Chen' },
        { type: 'mrkdwn', text: '*About*\nKubernetes' },
        { type: 'mrkdwn', text: '*When*\nTomorrow' },
        { type: 'mrkdwn', text: '*Length*\n20 minutes' },
      ],
    },
    {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'Your next steps', style: { bold: true } }] },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'Read the limits of the pod' }] },
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Try ' },
                { type: 'text', text: 'kubectl top', style: { code: true } },
              ],
            },
          ],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Small steps.' }] },
      ],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Only you see this page.' }] },
  ],
};
