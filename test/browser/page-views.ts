import type { KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });
export const option = (text: string, value = text.toLowerCase()): PlainTextOption => ({ text: plain(text), value });

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
        text: 'Found <!date^1800000000^{date_short_pretty} at {time}|some day> · :seedling: no one is asked until you say so',
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
