import { buddies } from './buddies.ts';
import { concerns } from './concerns.ts';
import type { Declared } from './declare.ts';
import { goals } from './goals.ts';
import { knowledge } from './knowledge.ts';
import { lessons } from './lessons.ts';
import { moments } from './moments.ts';
import { newsletter } from './newsletter.ts';
import { notices } from './notices.ts';
import { offers } from './offers.ts';
import { officeHours } from './office-hours.ts';
import { pulses } from './pulses.ts';
import { recognition } from './recognition.ts';
import { lookingBack } from './reflections.ts';
import { reports } from './reports.ts';
import { requests } from './requests.ts';
import { reviews } from './reviews.ts';
import { sessionNews } from './session-news.ts';
import { sessions } from './sessions.ts';
import { suggestions } from './suggestions.ts';
import { technique } from './technique.ts';
import { webhooks } from './webhooks.ts';

/** What each kind of card can say. */
export const declared: Record<string, Declared> = {
  ...offers,
  ...requests,
  ...sessions,
  ...sessionNews,
  ...technique,
  ...webhooks,
  ...lookingBack,
  ...concerns,
  ...officeHours,
  ...moments,
  ...buddies,
  ...goals,
  ...newsletter,
  ...pulses,
  ...reports,
  ...suggestions,
  ...reviews,
  ...recognition,
  ...knowledge,
  ...lessons,
  ...notices,
};
