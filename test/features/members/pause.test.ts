import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPause } from '../../../src/features/members/rules/pause.ts';

/** A Wednesday, 11:00 in Berlin. */
const now = Temporal.Instant.from('2026-11-18T10:00:00Z');
const zone = 'Europe/Berlin';

const endOf = (text: string) => {
  const read = readPause(text, now, zone);
  return 'until' in read ? read.until.toZonedDateTimeISO(zone).toPlainDateTime().toString() : read.problem;
};

describe('how long somebody wants to pause', () => {
  it.each([
    ['2 weeks', '2026-12-02'],
    ['for 3 days', '2026-11-21'],
    ['a week', '2026-11-25'],
    ['1 month', '2026-12-18'],
    ['until 2026-12-01', '2026-12-01'],
    ['2026-12-01', '2026-12-01'],
    ['until Friday', '2026-11-20'],
    ['till fri', '2026-11-20'],
    ['until Wednesday', '2026-11-25'],
    ['until next Monday', '2026-11-23'],
    ['until tomorrow', '2026-11-19'],
    ['until 1 Dec', '2026-12-01'],
    ['until December 1st', '2026-12-01'],
    ['until 5 January', '2027-01-05'],
    ['until 3 March 2027', '2027-03-03'],
    ['  UNTIL   friday. ', '2026-11-20'],
  ])('understands “%s”', (text, date) => {
    expect(endOf(text)).toBe(`${date}T00:00:00`);
  });

  it.each(['soon', 'until whenever', '2026-02-30', '0 days', 'until 31 Feb', '<!channel>', '1 fortnight'])(
    'answers “%s” with examples',
    (text) => {
      expect(endOf(text)).toMatch(/^I didn’t understand how long\. Try/);
    },
  );

  it('refuses a day that is past, and one more than a year ahead', () => {
    expect(endOf('until 2026-11-18')).toMatch(/already here/);
    expect(endOf('until 2020-01-01')).toMatch(/already here/);
    expect(endOf('until 2028-01-01')).toMatch(/more than a year/);
    expect(endOf('9999 months')).toMatch(/more than a year/);
  });

  it('ends a pause at local midnight, also where a clock change removes that hour', () => {
    const read = readPause('until 2026-04-24', Temporal.Instant.from('2026-04-20T10:00:00Z'), 'Africa/Cairo');
    expect('until' in read && read.until.toZonedDateTimeISO('Africa/Cairo').toPlainDateTime().toString()).toBe(
      '2026-04-24T01:00:00',
    );
  });

  it('never throws, and never pauses into the past', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const read = readPause(text, now, zone);
        expect('problem' in read || Temporal.Instant.compare(read.until, now) > 0).toBe(true);
      }),
    );
  });
});
