/**
 * Slack's Block Kit limits, in characters and items, from https://docs.slack.dev/reference/block-kit. A test
 * holds them against a second table when one is at hand.
 */
export const LIMITS = {
  id: 255,
  message: { blocks: 50, markdown: 12_000 },
  view: { blocks: 100, title: 24, submit: 24, close: 24, callbackId: 255, externalId: 255, privateMetadata: 3_000 },
  button: { text: 75, value: 2_000, url: 3_000, label: 75 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  option: { text: 75, value: 150, description: 75, url: 3_000 },
  group: { label: 75, options: 100, groups: 100 },
  select: { options: 100, placeholder: 150 },
  overflow: { options: 5 },
  choices: { options: 10 },
  input: { label: 2_000, hint: 2_000, text: 3_000 },
  files: 10,
  actions: 25,
  context: { elements: 10, text: 2_000 },
  header: 150,
  image: { url: 3_000, alt: 2_000, title: 2_000 },
  section: { text: 3_000, fields: 10, field: 2_000 },
  markdown: 12_000,
} as const;
