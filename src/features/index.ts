import type { App } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import type { Registry } from '../jobs/define.ts';
import type { Work } from '../work.ts';
import { buddyFiles } from './buddies/buddy-files.ts';
import { registerJobs as buddiesJobs } from './buddies/jobs.ts';
import { register as buddies } from './buddies/slack.ts';
import { careWords } from './care/care-words.ts';
import { register as command } from './command.ts';
import { registerJobs as followUpsJobs } from './follow-ups/jobs.ts';
import { register as followUps } from './follow-ups/slack.ts';
import { registerJobs as goalsJobs } from './goals/jobs.ts';
import { register as goals } from './goals/slack.ts';
import { registerJobs as homeJobs } from './home/jobs.ts';
import { register as home } from './home/slack.ts';
import { registerJobs as knowledgeJobs } from './knowledge/jobs.ts';
import { register as knowledge } from './knowledge/slack.ts';
import { registerJobs as launchJobs } from './launch/jobs.ts';
import { launchPieces } from './launch/pieces.ts';
import { register as launch } from './launch/slack.ts';
import { registerJobs as lessonsJobs } from './lessons/jobs.ts';
import { lessons as readLessons } from './lessons/lesson-files.ts';
import { register as lessons } from './lessons/slack.ts';
import { registerJobs as matchingJobs } from './matching/jobs.ts';
import { prepareMatching } from './matching/service.ts';
import { register as matching } from './matching/slack.ts';
import { registerJobs as membersJobs } from './members/jobs.ts';
import { holdBackWords } from './members/service.ts';
import { register as members } from './members/slack.ts';
import { momentDecks } from './moments/decks.ts';
import { registerJobs as momentsJobs } from './moments/jobs.ts';
import { register as moments } from './moments/slack.ts';
import { registerJobs as momentumJobs } from './momentum/jobs.ts';
import { register as momentum } from './momentum/slack.ts';
import { registerJobs as newsletterJobs } from './newsletter/jobs.ts';
import { register as newsletter } from './newsletter/slack.ts';
import { newsletterWords } from './newsletter/words.ts';
import { registerJobs as officeHoursJobs } from './office-hours/jobs.ts';
import { register as officeHours } from './office-hours/slack.ts';
import { registerJobs as privacyJobs } from './privacy/jobs.ts';
import { register as privacy } from './privacy/slack.ts';
import { registerJobs as promptsJobs } from './prompts/jobs.ts';
import { badgeWords } from './recognition/badge-words.ts';
import { registerJobs as recognitionJobs } from './recognition/jobs.ts';
import { register as recognition } from './recognition/slack.ts';
import { registerJobs as reflectionsJobs } from './reflections/jobs.ts';
import { questions } from './reflections/questions.ts';
import { register as reflections } from './reflections/slack.ts';
import { registerJobs as requestsJobs } from './requests/jobs.ts';
import { register as requests } from './requests/slack.ts';
import { registerJobs as sessionsJobs } from './sessions/jobs.ts';
import { openingQuestions } from './sessions/questions.ts';
import { register as sessions } from './sessions/slack.ts';
import { registerJobs as settingsJobs } from './settings/jobs.ts';
import { register as settings } from './settings/slack.ts';
import { decks } from './technique/decks.ts';
import { registerJobs as techniqueJobs } from './technique/jobs.ts';
import { register as technique } from './technique/slack.ts';
import { registerJobs as upkeepJobs } from './upkeep/jobs.ts';

/** The rooms, in one list: each brings what it hears from Slack and the jobs that it knows. */
const slack: ((app: App, deps: Deps) => void)[] = [
  command,
  followUps,
  goals,
  recognition,
  reflections,
  requests,
  sessions,
  members,
  home,
  moments,
  launch,
  momentum,
  newsletter,
  officeHours,
  privacy,
  settings,
  technique,
  lessons,
  matching,
  knowledge,
  buddies,
];
const jobs: ((registry: Registry) => void)[] = [
  followUpsJobs,
  goalsJobs,
  recognitionJobs,
  reflectionsJobs,
  requestsJobs,
  sessionsJobs,
  membersJobs,
  promptsJobs,
  homeJobs,
  momentsJobs,
  launchJobs,
  momentumJobs,
  newsletterJobs,
  officeHoursJobs,
  privacyJobs,
  settingsJobs,
  techniqueJobs,
  upkeepJobs,
  lessonsJobs,
  knowledgeJobs,
  buddiesJobs,
  matchingJobs,
];

/** Reads what a room must have at hand before anybody asks; a fault in content/ ends the start. */
const prepare: ((work: Work) => Promise<void>)[] = [
  prepareMatching,
  async () => void careWords(),
  async () => void openingQuestions(),
  async () => void questions(),
  async () => void badgeWords(),
  async () => void decks(),
  async () => void momentDecks(),
  async () => void newsletterWords(),
  async () => void launchPieces(),
  async () => void readLessons(),
  async () => void buddyFiles(),
];

export const registerFeatures = {
  prepare: async (work: Work): Promise<void> => {
    for (const make of prepare) await make(work);
  },
  slack: (app: App, deps: Deps): void => {
    for (const register of slack) register(app, deps);
  },
  jobs: (registry: Registry): void => {
    for (const register of jobs) register(registry);
    holdBackWords(registry);
  },
};
