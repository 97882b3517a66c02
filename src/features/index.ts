import { listenerOf } from '../events.ts';
import type { Feature } from '../feature.ts';
import { admin } from './admin/feature.ts';
import { buddies } from './buddies/feature.ts';
import { calendar } from './calendar/feature.ts';
import { care } from './care/feature.ts';
import { concerns } from './concerns/feature.ts';
import { exports } from './exports/feature.ts';
import { followUps } from './follow-ups/feature.ts';
import { goals } from './goals/feature.ts';
import { home } from './home/feature.ts';
import { installations } from './installations/feature.ts';
import { knowledge } from './knowledge/feature.ts';
import { launchKit } from './launch-kit/feature.ts';
import { lessons } from './lessons/feature.ts';
import { matching } from './matching/feature.ts';
import { keepTrack } from './matching/rules/track-record.ts';
import { members } from './members/feature.ts';
import { metrics } from './metrics/feature.ts';
import { moments } from './moments/feature.ts';
import { newsletter } from './newsletter/feature.ts';
import { officeHours } from './office-hours/feature.ts';
import { opsAlerts } from './ops-alerts/feature.ts';
import { outside } from './outside/feature.ts';
import { privacy } from './privacy/feature.ts';
import { declareParts } from './privacy/store/declarations.ts';
import { prompts } from './prompts/feature.ts';
import { pulses } from './pulses/feature.ts';
import { quotas } from './quotas/feature.ts';
import { reEngagement } from './re-engagement/feature.ts';
import { recognition } from './recognition/feature.ts';
import { record } from './record/feature.ts';
import { reflections } from './reflections/feature.ts';
import { reports } from './reports/feature.ts';
import { requests } from './requests/feature.ts';
import { reviews } from './reviews/feature.ts';
import { search } from './search/feature.ts';
import { sessions } from './sessions/feature.ts';
import { settings } from './settings/feature.ts';
import { skills } from './skills/feature.ts';
import { suggestions } from './suggestions/feature.ts';
import { technique } from './technique/feature.ts';
import { webhooks } from './webhooks/feature.ts';

/**
 * All features in their order: each may use those before it and nothing of those after it, which it tells by events.
 * A new feature is its folder and a line here.
 */
export const features: readonly Feature[] = [
  settings,
  installations,
  quotas,
  skills,
  members,
  prompts,
  care,
  followUps,
  sessions,
  matching,
  lessons,
  technique,
  knowledge,
  requests,
  officeHours,
  search,
  goals,
  moments,
  buddies,
  calendar,
  newsletter,
  recognition,
  reflections,
  reEngagement,
  record,
  suggestions,
  pulses,
  metrics,
  outside,
  reports,
  exports,
  webhooks,
  launchKit,
  reviews,
  opsAlerts,
  admin,
  concerns,
  privacy,
  home,
];

/** Who hears of events, in the order of the features. */
export const listeners = features.flatMap((feature) => (feature.listeners ? [listenerOf(feature.listeners)] : []));

// What an earlier feature needs to know of later ones, they hand it.
keepTrack(features.flatMap((feature) => feature.trackRecord ?? []));
declareParts(features.flatMap((feature) => feature.privacy ?? []));
