import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { placeChanged, sessionChanged, sessionIsOff } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const calendar: Feature = {
  name: 'calendar',
  slack: register,
  jobs: registerJobs,
  subcommands,
  privacy: personal,
  listeners: {
    sessionPlaced: (tx, { sessionId }) => sessionChanged(tx, sessionId),
    sessionTimeSaid: (tx, { sessionId }) => sessionChanged(tx, sessionId),
    sessionEnded: (tx, { sessionId }) => sessionIsOff(tx, sessionId),
    bookingChanged: (tx, { bookingId }) => placeChanged(tx, bookingId),
  },
};
