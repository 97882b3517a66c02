import { ids as knowledge } from '../../knowledge/views/ids.ts';

/** Buttons that search for another skill; a block wants each id once. */
const topics = [0, 1, 2, 3, 4, 5].map((n) => `requests.topic.${n}`);

/** What the handlers of this feature listen to. */
export const ids = {
  runCommand: 'requests.run-command',
  /** Opens the search; also on App Home. */
  find: 'requests.find',
  /** All commands, from the short card of help. */
  help: 'requests.help',
  findModal: 'requests.find-modal',
  refine: 'requests.refine',
  topics,
  /** More colleagues than those on a card, and the best ones again. */
  more: 'requests.more',
  first: 'requests.first',
  /** What is known of a colleague. */
  colleague: 'requests.colleague',
  ask: 'requests.ask',
  askBest: knowledge.askAnyway,
  askModal: 'requests.ask-modal',
  /** Which topic is it? A list to pick from. */
  pick: 'requests.pick',
  pickModal: 'requests.pick-modal',
  pickTopic: 'requests.pick-topic',
  waitList: 'requests.wait-list',
  /** Whether the topic that somebody waits for may be named in public. */
  nameTopic: 'requests.name-topic',
  hideTopic: 'requests.hide-topic',
  cancel: 'requests.cancel',
  /** The same, on a list that is shown anew afterwards. */
  cancelHere: 'requests.cancel-here',
  accept: 'requests.accept',
  /** The same, out of the channel where others could read along. */
  acceptPrivately: 'requests.accept-privately',
  decline: 'requests.decline',
  suggest: 'requests.suggest',
  suggestModal: 'requests.suggest-modal',
  suits: 'requests.suits',
  another: 'requests.another',
  /** Shortcuts, as manifest.yml names them. */
  findShortcut: 'find_mentor',
  aboutShortcut: 'ask_about_message',
};
