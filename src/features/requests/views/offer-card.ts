import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  input,
  type ModalView,
  mention,
  modal,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { dateField, timeField } from '../../../slack/fields.ts';
import { reportButton } from '../../care/views.ts';
import { lessonsHint } from '../../lessons/views.ts';
import type { Talk } from '../../sessions/rules/talk.ts';
import type { Offer, Request } from '../rules/index.ts';
import { ids } from './ids.ts';
import { formatWords, urgencyWords, whenToTalk, whereTheyTalk } from './words.ts';

export type OfferData = {
  offer: Pick<Offer, 'id' | 'state' | 'answerBy' | 'proposedFor'>;
  request: Pick<
    Request,
    | 'state'
    | 'topic'
    | 'goal'
    | 'tried'
    | 'minutes'
    | 'format'
    | 'urgency'
    | 'isAnonymous'
    | 'sourceText'
    | 'sourceLink'
  >;
  /** The asker; undefined while they do not show their name. */
  asker: { id: string; name: string } | undefined;
  /** Where others can read along, if the two would talk there. */
  channel?: string | undefined;
  /** The mentor does not offer the topic; something else suggested them. */
  isMaybe?: boolean;
  /** The mentor stands before their first session as the one who helps. */
  isFirst?: boolean;
  /** Of an accepted one: where its conversation is. */
  talk?: Talk | undefined;
};

const MAYBE =
  'You haven’t said that you know this. No one here has, and your job title or an earlier conversation suggested you.';

/** The question to one mentor, or what became of it. */
export function offerCard(data: OfferData): Content {
  const { offer, request } = data;
  const isOpen = request.state === 'open' && (offer.state === 'pending' || offer.state === 'lapsed');
  const topic = escaped(oneLine(request.topic, 80));
  const who = data.asker ? escaped(oneLine(data.asker.name, 80)) : 'A colleague';
  const text = `${who} ${isOpen ? 'asks' : 'asked'} for ${request.minutes} minutes of your help with ${topic}`;
  const hint = data.isFirst && (isOpen || offer.state === 'accepted') ? [lessonsHint('mentor')] : [];
  if (!isOpen) {
    const over = section(ending(data), reportButton({ kind: 'offer', id: offer.id }));
    return { text: ending(data), blocks: [over, context(`${text}.`), ...hint] };
  }
  const why = data.isMaybe ? [context(MAYBE)] : [];
  return { text, blocks: [...question(data), context(whoSees(data)), ...why, ...buttons(data), ...hint] };
}

function question({ request, asker }: OfferData): Block[] {
  const topic = escaped(oneLine(request.topic, 80));
  const who = asker ? mention(asker.id) : 'A colleague';
  const link = request.sourceLink && asker ? ` <${request.sourceLink}|Open the message>` : '';
  return [
    section(`${who} would like ${request.minutes} minutes of your help with *${topic}*:`),
    quote(request.goal),
    ...(request.tried === '' ? [] : [context('Tried so far:'), quote(request.tried)]),
    ...(request.sourceText ? [context(`About this message:${link}`), quote(request.sourceText)] : []),
    section(`*When:* ${urgencyWords[request.urgency]} · *How:* ${formatWords[request.format]}`),
  ];
}

/** Who will see what, before anybody says yes. */
function whoSees({ request, channel }: OfferData): string {
  if (request.isAnonymous)
    return 'Only the person who accepts sees the name, when you begin to talk. You talk in a private message.';
  return channel ? `You talk in <#${channel}>, where everyone there can read along.` : 'You talk in a private message.';
}

function buttons({ offer: { id, answerBy, state }, channel }: OfferData): Block[] {
  return [
    actions(
      button(ids.accept, 'Accept', { value: id, style: 'primary' }),
      ...(channel ? [button(ids.acceptPrivately, 'Accept in private', { value: id })] : []),
      button(ids.decline, 'Not now', { value: id }),
      button(ids.suggest, 'Suggest another time', { value: id }),
      reportButton({ kind: 'offer', id }),
    ),
    context(
      state === 'lapsed'
        ? 'I may have asked someone else in the meantime. Whoever accepts first helps.'
        : `“Not now” is fine, and stays between us. After ${dateText(answerBy)} I may ask someone else.`,
    ),
  ];
}

/** What became of it, in words that stay true whatever happens to the request afterwards. */
function ending({ offer, request, talk }: OfferData): string {
  const { state, proposedFor } = offer;
  if (state === 'accepted') return `${acceptedText(proposedFor)} ${talkText(request.isAnonymous, talk)} Thank you.`;
  if (state === 'declined') return 'No problem. Thanks for letting me know; I tell no one.';
  if (state === 'handed back') return 'You handed this back, so you’re free again. Thanks for saying so.';
  if (request.state === 'matched') return 'Someone else accepted this one first. Thank you for being there.';
  if (request.state === 'cancelled')
    return 'This request was cancelled, so you needn’t answer. Thank you for being there.';
  if (request.state !== 'open') return 'This request is closed, so you needn’t answer. Thank you for being there.';
  if (state === 'proposed' && proposedFor)
    return `You suggested ${dateText(proposedFor)}. I’ll tell you as soon as there is an answer.`;
  if (proposedFor) return `You suggested ${dateText(proposedFor)}, and it didn’t work out. Thank you for offering.`;
  return 'You needn’t answer this one any more. Thank you for being there.';
}

function acceptedText(proposedFor: Temporal.Instant | undefined): string {
  return proposedFor ? `You suggested ${dateText(proposedFor)}, and it was agreed.` : 'You accepted.';
}

function talkText(isQuiet: boolean, talk: Talk | undefined): string {
  if (talk?.is === 'called off') return 'The session was called off before it began, so you’re free again.';
  if (talk?.is === 'there') return whereTheyTalk(talk);
  if (isQuiet) return 'You’ll talk in a private message, where you see each other’s names.';
  return whenToTalk;
}

export type SuggestData = { offerId: string; topic: string; zone: string; date: string; time: string };

/** Another time, in the mentor's own zone. */
export function suggestModal({ offerId, topic, zone, date, time }: SuggestData): ModalView {
  const options = { callbackId: ids.suggestModal, title: 'Suggest another time', submit: 'Suggest', metadata: offerId };
  return modal(options, [
    section(`When would you have time for *${escaped(oneLine(topic, 80))}*?`),
    input('date', 'Day', dateField('Pick a day', date)),
    input('time', 'Time', timeField(time), { hint: `Your time, ${zone.replaceAll('_', ' ')}` }),
  ]);
}
