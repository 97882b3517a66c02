import type { Migration } from 'kysely/migration';
import * as core from './0001-core.ts';
import * as matching from './0002-matching.ts';
import * as officeHours from './0003-office-hours.ts';
import * as moments from './0004-moments.ts';
import * as technique from './0005-technique.ts';
import * as lessons from './0006-lessons.ts';
import * as recognition from './0007-recognition.ts';
import * as waiting from './0008-waiting.ts';
import * as buddies from './0009-buddies.ts';
import * as goals from './0010-goals.ts';
import * as knowledge from './0011-knowledge.ts';
import * as newsletter from './0012-newsletter.ts';
import * as momentum from './0013-momentum.ts';
import * as growth from './0014-growth.ts';
import * as techniqueMessages from './0015-technique-messages.ts';
import * as launch from './0016-launch.ts';
import * as foundBy from './0017-found-by.ts';
import * as names from './0018-names.ts';
import * as directory from './0019-directory.ts';
import * as ages from './0020-ages.ts';
import * as quietAsks from './0021-quiet-asks.ts';
import * as held from './0023-held.ts';
import * as quotas from './0025-quotas.ts';
import * as privacy from './0028-privacy.ts';
import * as delivery from './0029-delivery.ts';
import * as departures from './0031-departures.ts';
import * as toldHelpers from './0032-told-helpers.ts';
import * as concerns from './0033-concerns.ts';
import * as whatIsShown from './0035-what-is-shown.ts';
import * as plannedTimes from './0038-planned-times.ts';
import * as pulses from './0040-pulses.ts';
import * as timeSaved from './0045-time-saved.ts';
import * as metrics from './0046-metrics.ts';
import * as suggestions from './0054-suggestions.ts';
import * as reviews from './0055-reviews.ts';
import * as installations from './0061-installations.ts';
import * as lessonPath from './0066-lesson-path.ts';

/** Every migration in order. A file is frozen once it has landed: a change is a new file. */
export const migrations: Record<string, Migration> = {
  '0001-core': core,
  '0002-matching': matching,
  '0003-office-hours': officeHours,
  '0004-moments': moments,
  '0005-technique': technique,
  '0006-lessons': lessons,
  '0007-recognition': recognition,
  '0008-waiting': waiting,
  '0009-buddies': buddies,
  '0010-goals': goals,
  '0011-knowledge': knowledge,
  '0012-newsletter': newsletter,
  '0013-momentum': momentum,
  '0014-growth': growth,
  '0015-technique-messages': techniqueMessages,
  '0016-launch': launch,
  '0017-found-by': foundBy,
  '0018-names': names,
  '0019-directory': directory,
  '0020-ages': ages,
  '0021-quiet-asks': quietAsks,
  '0023-held': held,
  '0025-quotas': quotas,
  '0028-privacy': privacy,
  '0029-delivery': delivery,
  '0031-departures': departures,
  '0032-told-helpers': toldHelpers,
  '0033-concerns': concerns,
  '0035-what-is-shown': whatIsShown,
  '0038-planned-times': plannedTimes,
  '0040-pulses': pulses,
  '0045-time-saved': timeSaved,
  '0046-metrics': metrics,
  '0054-suggestions': suggestions,
  '0055-reviews': reviews,
  '0061-installations': installations,
  '0066-lesson-path': lessonPath,
};
