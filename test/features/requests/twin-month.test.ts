import { describe, expect, it } from 'vitest';
import { ASKER, differences, liveAMonth, MENTOR, WORDS } from '../../support/twin-month.ts';

const MENTORING = 'C0MENTORING';

/** What an owner can set that decides who reads what. */
const settings = [
  {
    sessionsChannel: MENTORING,
    digestChannel: MENTORING,
    newsletterChannel: MENTORING,
    hasBoard: true,
    hasBuddies: true,
  },
  { digestChannel: MENTORING, hasBoard: true, hasNewsletter: false },
  { sessionsChannel: 'C0GENERAL', newsletterChannel: MENTORING, hasBoard: false, invitesWhenQuiet: false },
];

describe('Two months that differ by what one person asked quietly', () => {
  it.each(settings)(
    'read the same for everybody else with %j; a leak is found',
    { timeout: 400_000 },
    async (patch) => {
      const [asked, plain] = [await liveAMonth(patch, true), await liveAMonth(patch, false)];
      const all = [...asked.pages.values()].join('\n');
      // The month is full of news that these people do read.
      expect(all).toContain('Negotiation');
      for (const secret of [WORDS, ASKER, 'Chidi'])
        expect(
          [...asked.pages].flatMap(([place, page]) => (page.includes(secret) ? [`${secret} in ${place}`] : [])),
        ).toEqual([]);
      expect(differences(asked.pages, plain.pages)).toEqual([]);
      const found = differences(asked.pages, new Map([...plain.pages, ...(plain.planted ?? [])]));
      expect(found).toContainEqual({ place: 'U0NOAH #mentoring', only: [`<@${ASKER}> has a badge`] });
      expect(found).toContainEqual({ place: 'U0ELIF #Bitewise', only: [`somebody asked <@${MENTOR}>`] });
    },
  );
});
