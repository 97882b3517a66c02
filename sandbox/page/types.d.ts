/** The shapes that the page reads: Slack's own JSON, as far as it is shown. */
export type Person = {
  id: string;
  name: string;
  displayName?: string;
  title?: string;
  department?: string;
  tz?: string;
  isOwner?: boolean;
  isGuest?: boolean;
  isBot?: boolean;
  deleted?: boolean;
};
export type Command = { command: string; description?: string; usageHint?: string };
export type Shortcut = { callbackId: string; name: string; type: 'global' | 'message'; description?: string };
export type Bootstrap = {
  workspace: { id: string; name: string };
  now: string;
  app: { id: string; name: string; botUserId: string } | null;
  people: Person[];
  commands: Command[];
  shortcuts: Shortcut[];
};
export type Conversation = {
  id: string;
  kind: 'channel' | 'im' | 'mpim';
  name: string;
  memberIds: string[];
  unread: number | boolean;
  isMember: boolean;
  isPrivate?: boolean;
};
export type Me = { conversations: Conversation[]; home: View | null; modals: View[] };
export type TextObject = { type: 'plain_text' | 'mrkdwn'; text: string; emoji?: boolean };
export type Option = { text: TextObject; value?: string; description?: TextObject; url?: string };
export type OptionGroup = { label: TextObject; options: Option[] };
export type Confirm = { title: TextObject; text: TextObject; confirm: TextObject; deny: TextObject; style?: string };
/** A Block Kit element: only the fields that its type has are there. */
export type Element = {
  type: string;
  action_id: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: string;
  accessibility_label?: string;
  confirm?: Confirm;
  placeholder?: TextObject;
  options?: Option[];
  option_groups?: OptionGroup[];
  min_query_length?: number;
  max_selected_items?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  image_url?: string;
  alt_text?: string;
  slack_file?: { url?: string };
  [initial: `initial_${string}`]: unknown;
};
export type Block = {
  type: string;
  block_id: string;
  text?: TextObject | string;
  fields?: TextObject[];
  accessory?: Element;
  element?: Element;
  elements?: Element[] | RichNode[];
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  image_url?: string;
  alt_text?: string;
  slack_file?: { url?: string };
};
export type RichNode = {
  type: string;
  text?: string;
  elements?: RichNode[];
  style?: string | { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
  indent?: number;
  url?: string;
  name?: string;
  unicode?: string;
  user_id?: string;
  channel_id?: string;
  usergroup_id?: string;
  range?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  value?: string;
};
export type View = {
  id: string;
  type: 'modal' | 'home';
  title?: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
  callback_id?: string;
  hash?: string;
};
export type SlackFile = {
  id: string;
  name?: string;
  title?: string;
  size?: number;
  mimetype?: string;
  url_private?: string;
};
export type Message = {
  ts: string;
  user?: string;
  bot_id?: string;
  username?: string;
  text?: string;
  blocks?: Block[];
  thread_ts?: string;
  reply_count?: number;
  latest_reply?: string;
  reply_users?: string[];
  edited?: { ts?: string };
  files?: SlackFile[];
  subtype?: string;
  ephemeral?: boolean;
};
export type TrafficEntry = {
  n: number;
  at: string;
  direction: 'to-app' | 'from-app';
  name: string;
  summary?: string;
  request?: unknown;
  response?: unknown;
  status?: number | string;
  ms?: number;
};
/** What one element holds, in the shape of Slack's `state.values`. */
export type FieldState = { type: string; [key: string]: unknown };
export type Values = Record<string, Record<string, FieldState>>;
/** Something that is said to the viewer by the page itself, never sent. */
export type Notice = { id: number; channel: string; threadTs?: string; text: string };
export type Item = {
  key: string;
  label: string;
  detail?: string;
  person?: Person;
  hint?: string;
  icon?: string;
  raw?: unknown;
};
export type ItemGroup = { label?: string; items: Item[] };
/** What the component of any element is given. */
export type ElementProps = { block: Block; element: Element; fieldId?: string; describedBy?: string };
