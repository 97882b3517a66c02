import type { Work } from '../../src/work.ts';
import { saidIn } from './dm.ts';
import type { World } from './world.ts';

/** What one card says, and what has to be so for it to be true. */
type Claim<F> = [says: RegExp, isTrue: (facts: F) => boolean];

type OfferFacts = { state: string; request: string; talk: Talk; othersAccepted: boolean; isQuiet: boolean };
type RequestFacts = {
  state: string;
  talk: Talk;
  pending: number;
  proposed: number;
  lapsed: number;
  isAskedAgain: boolean;
};
type SessionFacts = { state: string; ending: string | null; isPlanned: boolean; isLongAgo: boolean; isHeld: boolean };
type Talk = 'none' | 'coming' | 'there' | 'off';

const offer: Claim<OfferFacts>[] = [
  [
    / asks for \d+ minutes|would like \d+ minutes/,
    (f) => f.request === 'open' && ['pending', 'lapsed'].includes(f.state),
  ],
  [/I may ask someone else/, (f) => f.state === 'pending'],
  [/I may have asked someone else/, (f) => f.state === 'lapsed'],
  [/You accepted|and it was agreed/, (f) => f.state === 'accepted'],
  [/Your conversation is in your Slack messages/, (f) => f.talk === 'there'],
  [/opens in your Slack messages|You’ll talk in a private message/, (f) => f.talk === 'coming'],
  [/called off before it began/, (f) => f.talk === 'off'],
  [/Thanks for letting me know/, (f) => f.state === 'declined'],
  [/You handed this back/, (f) => f.state === 'handed back'],
  [/Someone else accepted/, (f) => f.othersAccepted],
  [/This request was cancelled/, (f) => f.request === 'cancelled'],
  [/This request is closed/, (f) => f.request === 'expired' || f.request === 'merged'],
  [/as soon as there is an answer/, (f) => f.state === 'proposed' && f.request === 'open'],
  [/somebody else is being asked|taken care of/, () => false],
];

const progress: Claim<RequestFacts>[] = [
  [/Finding somebody for/, (f) => f.state === 'open'],
  [/I have asked everybody I could/, (f) => f.state === 'open' && f.pending + f.proposed === 0 && f.lapsed > 0],
  [/A colleague suggests/, (f) => f.state === 'open' && f.proposed > 0],
  [/accepted your request/, (f) => f.state === 'matched' && f.talk !== 'off'],
  [/Your conversation is in your Slack messages/, (f) => f.talk === 'there'],
  [/opens in your Slack messages|They read your name when it opens/, (f) => f.talk === 'coming'],
  [/was called off before it began/, (f) => f.state === 'matched' && f.talk === 'off'],
  [/You took back your request/, (f) => f.state === 'cancelled'],
  [/I found no one/, (f) => f.state === 'expired'],
  [/You have asked again since/, (f) => f.isAskedAgain],
  [/You can ask again, try a topic/, (f) => !f.isAskedAgain],
  [/Your other request about/, (f) => f.state === 'matched' && f.talk === 'none'],
];

const card: Claim<SessionFacts>[] = [
  [/Planned for/, (f) => f.state === 'planned' && f.isPlanned],
  [/No time yet/, (f) => f.state === 'planned' && !f.isPlanned],
  [/from when the clock begins/, (f) => f.state === 'open'],
  [/minutes? of \d+ minutes left/, (f) => f.state === 'running'],
  [/Time is up/, (f) => f.state === 'running'],
  [/Wrapped up </, (f) => f.ending === 'wrapped up'],
  [/Over since/, (f) => f.ending === 'time ran out'],
  [/press \*Wrap up\* until/, (f) => f.state === 'ended' && !f.isLongAgo],
  [/Closed\./, (f) => f.ending === 'nobody came'],
  [/press \*Pick a time\* until/, (f) => f.ending === 'nobody came' && !f.isLongAgo],
  [/Handed back before it began/, (f) => f.ending === 'handed back'],
  [/Cancelled before it began/, (f) => f.ending === 'cancelled'],
  [/Did you two talk\?/, (f) => !f.isHeld && !f.isLongAgo],
];

const line: Claim<SessionFacts>[] = [
  [/Press \*Wrap up\* to keep/, (f) => f.state === 'running' || (f.state === 'ended' && !f.isLongAgo)],
  [/it seems that now is not the moment/, (f) => f.ending === 'nobody came' && !f.isLongAgo],
];

const news: Claim<SessionFacts>[] = [
  [/there is no time yet/, (f) => f.state === 'planned' && !f.isPlanned],
  [/it is closed for now\. That happens/, (f) => f.ending === 'nobody came' && !f.isLongAgo],
  [/take a minute to wrap up/, (f) => f.state === 'ended' && !f.isLongAgo],
  [/is settled\. Nothing more to do here/, (f) => f.state !== 'planned' || f.isPlanned],
];

const proposal: Claim<OfferFacts>[] = [
  [/Does that suit you\?/, (f) => f.state === 'proposed' && f.request === 'open'],
  [/You agreed on/, (f) => f.state === 'accepted'],
  [/is no longer available/, (f) => f.state !== 'proposed' && f.state !== 'accepted'],
];

const closed: Claim<RequestFacts>[] = progress.filter(([says]) => /no one|asked again|ask again/.test(says.source));

type ReflectionFacts = { isAnswered: boolean; canChange: boolean; isMuted: boolean };
const reflection: Claim<ReflectionFacts>[] = [
  [/A minute to look back\?/, (f) => !f.isAnswered && !f.isMuted],
  [/Reflection saved/, (f) => f.isAnswered],
  [/You can change it for a week/, (f) => f.canChange],
  [/Reflections are muted/, (f) => f.isMuted && !f.isAnswered],
];

/**
 * Every kind of message and prompt that the app knows: what it claims is looked at above, or why its words stay true
 * whatever happens afterwards.
 */
export const kinds: Record<string, 'claims' | string> = {
  'requests.offer': 'claims',
  'requests.offer-changed': 'claims',
  'requests.progress': 'claims',
  'requests.progress-changed': 'claims',
  'requests.proposal': 'claims',
  'requests.closed': 'claims',
  'requests.helper': 'names who can be asked, from the ranking of that moment, and goes when nobody waits any more',
  'sessions.card': 'claims',
  'sessions.card-edit': 'claims',
  'sessions.line': 'claims',
  'sessions.line-edit': 'claims',
  'sessions.news': 'claims',
  'sessions.note': 'tells of an ending, which stays',
  'sessions.recap': 'is edited with every word and step (features/sessions)',
  'sessions.recap-edit': 'is edited with every word and step (features/sessions)',
  'reflections.ask': 'claims',
  'reflections.outcome': 'follows the answer (features/reflections)',
  'reflections.used': 'goes when the answer is no yes any more (features/reflections)',
  'follow-ups.due': 'follows the action (features/follow-ups)',
  'follow-ups.done': 'tells what was done',
  'lessons.lesson': 'follows the answer and the course (features/lessons)',
  'goals.news': 'names what began to fit then',
  'goals.due': 'follows the goal (features/goals)',
  'goals.ladder': 'follows the answer and what is offered (features/goals)',
  'goals.fresh': 'follows the answers and what is offered (features/goals)',
  'buddies.ask': 'follows the pair (features/buddies)',
  'buddies.offer': 'follows the pair (features/buddies)',
  'buddies.introduction': 'begins a conversation that is the two’s',
  'buddies.line': 'carries a line of that day',
  'buddies.check-in': 'follows the answer and the pair (features/buddies)',
  'buddies.hint': 'speaks of a day',
  'buddies.ended': 'tells of an end, which stays',
  'buddies.nobody': 'says for whom nobody was found by then',
  'office-hours.announcement': 'is edited with every change (features/office-hours)',
  'office-hours.announcement-edit': 'is edited with every change (features/office-hours)',
  'office-hours.not-announced': 'tells why something could not be posted',
  'office-hours.link': 'holds a link',
  'office-hours.remind': 'follows the place (features/office-hours)',
  'office-hours.remind-host': 'follows the date (features/office-hours)',
  'office-hours.called-off': 'tells of an end; another date is offered as long as there is one',
  'office-hours.late-change': 'follows the place (features/office-hours)',
  'technique.post': 'is edited when it is over (features/technique)',
  'technique.debrief': 'is edited when it is over (features/technique)',
  'technique.shown-again': 'is edited when it is over (features/technique)',
  'moments.host': 'follows the turn (features/moments)',
  'moments.refused': 'says what happened then, and what to do',
  'moments.post': 'is edited at its end (features/moments)',
  'moments.post-edit': 'is edited at its end (features/moments)',
  'moments.summary': 'is edited with every word (features/moments)',
  'moments.summary-edit': 'is edited with every word (features/moments)',
  'knowledge.approval': 'follows the card (features/knowledge)',
  'knowledge.news': 'follows the card (features/knowledge)',
  'knowledge.taken-down': 'tells of an end, which stays',
  'knowledge.helped': 'speaks of a month',
  'recognition.thanks': 'follows the receiver’s answer (features/recognition)',
  'recognition.badge': 'tells of a badge, and goes with it',
  'recognition.digest': 'speaks of a week',
  'recognition.digest-refused': 'says what happened then, and what to do',
  'newsletter.story': 'follows the story (features/newsletter)',
  'newsletter.draft': 'follows the draft (features/newsletter)',
  'newsletter.story-left': 'says what was left out',
  'newsletter.refused': 'says what happened then, and what to do',
  'newsletter.post': 'is edited when a story goes (features/newsletter)',
  'newsletter.post-edit': 'is edited when a story goes (features/newsletter)',
  'momentum.quiet': 'follows the round (features/momentum)',
  'momentum.invite': 'names what there was to ask and give then',
  'launch.post': 'holds an owner’s words',
  'launch.refused': 'says what happened then, and what to do',
  'settings.welcome': 'says how to begin',
  'members.unreachable': 'says what Slack answered then',
  'members.departure': 'follows the decision (features/members)',
  'upkeep.trouble': 'counts what went wrong on a date',
  'concerns.copy': 'is edited when it is read or closed (features/concerns)',
  'concerns.copy-edit': 'is edited when it is read or closed (features/concerns)',
  'concerns.receipt': 'is edited when it is read or closed (features/concerns)',
  'concerns.receipt-edit': 'is edited when it is read or closed (features/concerns)',
  'concerns.news': 'tells what was decided (features/concerns)',
  'home.refresh': 'is drawn anew with every change (features/home)',
  'prompts.bundle': 'holds prompts, each of which is in this list',
  'prompts.refresh': 'holds prompts, each of which is in this list',
  'prompts.lost': 'says what happened then, and where to look',
  'prompts.spoilt': 'says what happened then, and what to do',
};

/** Every sentence on a card of requests, sessions and reflections that is not so now. */
export async function falseClaims(world: World): Promise<string[]> {
  return world.work(async (work) => {
    const requests = await requestFacts(work);
    const sessions = await sessionFacts(work);
    const offers = await offerFacts(work);
    const reflections = await reflectionFacts(work);
    const wrong: string[] = [];
    const check = <F>(claims: Claim<F>[], facts: F[], place: Place) => {
      const text = textAt(world, place);
      if (facts.length === 0 || text === undefined) return;
      for (const [says, isTrue] of claims)
        if (says.test(text) && !facts.some(isTrue))
          wrong.push(`“${says.exec(text)?.[0]}” in “${text.slice(0, 160)}”, but ${JSON.stringify(facts)}`);
    };
    for (const { row, facts } of offers) check(offer, [facts], row);
    for (const { row, facts } of requests)
      check(progress, [facts], { channel: row.progress_channel, ts: row.progress_ts });
    for (const { row, facts } of sessions) {
      check(card, [facts], { channel: row.channel, ts: row.root_ts });
      for (const { ts } of JSON.parse(row.asking) as { ts: string }[])
        check(line, [facts], { channel: row.channel, ts });
    }
    const ofId = <T extends { row: { id: string }; facts: unknown }>(all: T[], id: string) =>
      all.filter(({ row }) => row.id === id).map(({ facts }) => facts as T['facts']);
    const prompts = await work.db.selectFrom('prompt').selectAll().where('state', '=', 'sent').execute();
    for (const place of prompts) {
      const { offerId, requestId, sessionId, reflectionId } = JSON.parse(place.payload) as Record<string, string>;
      const together = prompts.filter((p) => p.bundle === place.bundle && p.kind === place.kind).length > 1;
      if (together) continue;
      if (place.kind === 'requests.proposal') check(proposal, ofId(offers, offerId ?? ''), place);
      if (place.kind === 'requests.closed') check(closed, ofId(requests, requestId ?? ''), place);
      if (place.kind === 'sessions.news') check(news, ofId(sessions, sessionId ?? ''), place);
      if (place.kind === 'reflections.ask') check(reflection, ofId(reflections, reflectionId ?? ''), place);
    }
    return wrong;
  });
}

type Place = { channel: string | null; ts: string | null };

function textAt(world: World, { channel, ts }: Place): string | undefined {
  if (channel === null || ts === null) return undefined;
  const message = world.slack.state.conversations.get(channel)?.messages.find((one) => one.ts === ts);
  return message && saidIn(message.blocks);
}

async function sessionFacts(work: Work) {
  const rows = await work.db.selectFrom('session').selectAll().execute();
  return rows.map((row) => {
    const end = row.ended_at === null ? undefined : Temporal.Instant.from(row.ended_at).add({ hours: 7 * 24 });
    const isLongAgo = end !== undefined && Temporal.Instant.compare(end, work.now) <= 0;
    const { state, ending } = row;
    return {
      row,
      facts: { state, ending, isPlanned: row.planned_for !== null, isLongAgo, isHeld: row.held_at !== null },
    };
  });
}

async function offerFacts(work: Work) {
  const rows = await work.db.selectFrom('offer').selectAll().execute();
  const requests = new Map((await work.db.selectFrom('request').selectAll().execute()).map((r) => [r.id, r]));
  const talks = await talksOf(work);
  return rows.map((row) => {
    const request = requests.get(row.request_id);
    const others = rows.filter((o) => o.request_id === row.request_id && o.id !== row.id);
    const othersAccepted = others.some((o) => o.state === 'accepted' || o.state === 'handed back');
    const isQuiet = request?.is_anonymous === 1;
    const facts = {
      state: row.state,
      request: request?.state ?? '',
      talk: talks.get(row.id) ?? 'none',
      othersAccepted,
      isQuiet,
    };
    return { row, facts };
  });
}

async function talksOf(work: Work): Promise<Map<string, Talk>> {
  const rows = await work.db.selectFrom('session').selectAll().execute();
  return new Map(
    rows.map(({ offer_id, state, ending, channel }) => {
      const isOff = state === 'ended' && (ending === 'cancelled' || ending === 'handed back' || channel === null);
      return [offer_id, isOff ? 'off' : channel === null ? 'coming' : 'there'] as const;
    }),
  );
}

async function requestFacts(work: Work) {
  const rows = await work.db.selectFrom('request').selectAll().execute();
  const offers = await work.db.selectFrom('offer').selectAll().execute();
  const talks = await talksOf(work);
  return rows.map((row) => {
    const own = offers.filter((o) => o.request_id === row.id);
    const count = (state: string) => own.filter((o) => o.state === state).length;
    const accepted = own.find((o) => o.state === 'accepted');
    const isAskedAgain = rows.some(
      (r) =>
        r.mentee_id === row.mentee_id &&
        r.skill_id === row.skill_id &&
        r.created_at > row.created_at &&
        r.state !== 'waiting',
    );
    const talk: Talk = accepted ? (talks.get(accepted.id) ?? 'none') : 'none';
    const counts = { pending: count('pending'), proposed: count('proposed'), lapsed: count('lapsed') };
    return { row, facts: { state: row.state, talk, isAskedAgain, ...counts } };
  });
}

async function reflectionFacts(work: Work) {
  const rows = await work.db.selectFrom('reflection').selectAll().execute();
  const members = new Map((await work.db.selectFrom('member').selectAll().execute()).map((m) => [m.id, m]));
  return rows.map((row) => {
    const until = row.answered_at === null ? undefined : Temporal.Instant.from(row.answered_at).add({ hours: 7 * 24 });
    const isMuted = members.get(row.author_id)?.mutes.includes('reflections.ask') ?? false;
    const canChange = until !== undefined && Temporal.Instant.compare(work.now, until) < 0;
    return { row, facts: { isAnswered: row.answered_at !== null, canChange, isMuted } };
  });
}
