import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  escaped,
  input,
  type ModalView,
  mention,
  modal,
  moment,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { dateField, timeField } from '../../../slack/fields.ts';
import { reportButton } from '../../care/views.ts';
import { lessonsHint } from '../../lessons/views.ts';
import type { Offer, Request } from '../rules.ts';
import { ids } from './ids.ts';
import { formatWords, urgencyWords, whereToTalk } from './words.ts';

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
};

const MAYBE =
  'You have not said that you know this. Nobody here has, and your job title or an earlier conversation suggested you.';

/** The question to one mentor, or what became of it. */
export function offerCard(data: OfferData): Content {
  const { offer, request } = data;
  const isOpen = request.state === 'open' && (offer.state === 'pending' || offer.state === 'lapsed');
  const topic = escaped(oneLine(request.topic, 80));
  const who = data.asker ? escaped(oneLine(data.asker.name, 80)) : 'A colleague';
  const text = `${who} asks for ${request.minutes} minutes of your help with ${topic}`;
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

function buttons({ offer: { id, answerBy }, channel }: OfferData): Block[] {
  return [
    actions(
      button(ids.accept, 'Accept', { value: id, style: 'primary' }),
      ...(channel ? [button(ids.acceptPrivately, 'Accept in private', { value: id })] : []),
      button(ids.decline, 'Not now', { value: id }),
      button(ids.suggest, 'Suggest another time', { value: id }),
      reportButton({ kind: 'offer', id }),
    ),
    context(`“Not now” is fine, and stays between us. Without an answer by ${moment(answerBy)} I ask somebody else.`),
  ];
}

function ending({ offer, request }: OfferData): string {
  if (offer.state === 'accepted' && request.isAnonymous)
    return 'You accepted. You talk in a private message, where you see each other’s names. Thank you.';
  if (offer.state === 'accepted' && offer.proposedFor)
    return `You suggested ${moment(offer.proposedFor)}, and it was agreed. ${whereToTalk} Thank you.`;
  if (offer.state === 'accepted') return `You accepted. ${whereToTalk} Thank you.`;
  if (offer.state === 'declined') return 'Not now it is. Thank you for answering; nobody else is told.';
  if (offer.state === 'handed back') return 'You handed this back, and somebody else is being asked. Thank you.';
  if (offer.state === 'proposed' && offer.proposedFor && request.state === 'open') {
    return `You suggested ${moment(offer.proposedFor)}. You will hear as soon as there is an answer.`;
  }
  return 'This one is taken care of. Thank you for being there.';
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
