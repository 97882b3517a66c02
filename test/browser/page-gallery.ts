import type { HomeView, ModalView } from '@slack/types';
import { option, plain } from './page-views.ts';

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
