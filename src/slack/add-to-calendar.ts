import { type Block, context, escapeControls, oneLine } from './blocks.ts';

export type ToAdd = { title: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; place?: string };

/** Characters that a place may have, so that both addresses fit beside it. */
const MOST_PLACE = 200;
/** Characters of a title in an address: Slack takes 2,000 in a line, and a sign may become twelve. */
const MOST_TITLE = 50;

/**
 * A line with links that open a filled-in form of somebody's own calendar; nothing is sent anywhere before they press
 * them. A place too long for a line is left to the file.
 */
export function addToCalendar(toAdd: ToAdd): Block {
  const links = [`<${escapeControls(google(toAdd))}|Google>`, `<${escapeControls(outlook(toAdd))}|Outlook>`];
  return context(`Add to calendar: ${links.join(' · ')}`);
}

/** Google's form for a new event (its “render?action=TEMPLATE” address, instants in UTC in basic ISO form). */
export function google({ title, startsAt, endsAt, place = '' }: ToAdd): string {
  const basic = (at: Temporal.Instant) => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
  return addressOf('https://calendar.google.com/calendar/render', {
    ...{ action: 'TEMPLATE', text: oneLine(title, MOST_TITLE), dates: `${basic(startsAt)}/${basic(endsAt)}` },
    ...(fits(place) ? { location: place } : {}),
  });
}

/** The same of Outlook on the web, for accounts of work and school. */
export function outlook({ title, startsAt, endsAt, place = '' }: ToAdd): string {
  const utc = (at: Temporal.Instant) => at.toString({ smallestUnit: 'second' });
  return addressOf('https://outlook.office.com/calendar/0/deeplink/compose', {
    ...{ path: '/calendar/action/compose', rru: 'addevent', subject: oneLine(title, MOST_TITLE) },
    ...{ startdt: utc(startsAt), enddt: utc(endsAt) },
    ...(fits(place) ? { location: place } : {}),
  });
}

const fits = (place: string) => place !== '' && encodeURIComponent(wellFormed(place)).length <= MOST_PLACE;

/** Outlook shows a plus sign as one, so that a space is written out. */
function addressOf(base: string, parts: Record<string, string>): string {
  const query = Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`);
  return `${base}?${query.join('&')}`;
}

/** Half of a sign that takes two would make the address impossible to write. */
const wellFormed = (text: string) => text.toWellFormed();
