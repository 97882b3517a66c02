import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInternal, whyNotTo } from '../../../src/features/webhooks/rules/address.ts';
import { bodyOf, LONGEST_DELAY, tellAt, tellable } from '../../../src/features/webhooks/rules/events.ts';
import { isWorthTelling, nextTry } from '../../../src/features/webhooks/rules/tries.ts';

const NOW = Temporal.Instant.from('2026-03-02T15:47:12Z');

describe('An address', () => {
  it.each([
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://10.0.0.7/hook',
    'https://192.168.1.1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://db.internal/',
    'https://printer.local/',
    'https://intranet/',
    'https://user:secret@example.com/',
    'ftp://example.com/',
    'example.com/hook',
    'javascript:alert(1)',
    '',
  ])('%s is refused with a sentence', (address) => {
    expect(whyNotTo(address, false)).toMatch(/^(Please|This address) .*\.$/);
  });

  it.each([
    'https://example.com/hook',
    'https://hooks.example.com:8443/a?b=c',
    'https://93.184.215.14/',
    'https://[2606:2800:21f:cb07::1]/',
  ])('%s is taken', (address) => {
    expect(whyNotTo(address, false)).toBeUndefined();
  });

  it('inside the network is taken only where whoever runs the server allows it, and never with a password', () => {
    expect(whyNotTo('http://127.0.0.1:8080/hook', true)).toBeUndefined();
    expect(whyNotTo('https://user:secret@127.0.0.1/', true)).toContain('password');
    expect(isInternal('no address')).toBe(true);
  });
});

describe('The day on which an event is told', () => {
  it('is drawn from the seven that follow, and its hour says nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_399 }),
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        (second, draws) => {
          const now = NOW.round({ smallestUnit: 'hour', roundingIncrement: 24, roundingMode: 'floor' }).add({
            seconds: second,
          });
          let i = 0;
          const at = tellAt(now, (below) => (draws[i++] ?? 0) % below);
          const day = at.toZonedDateTimeISO('UTC');
          expect(day.hour).toBe(6);
          const days = day.toPlainDate().since(Temporal.PlainDate.from('2026-03-02')).days;
          expect(days).toBeGreaterThanOrEqual(1);
          expect(days).toBeLessThanOrEqual(LONGEST_DELAY);
        },
      ),
    );
  });

  it('is all that a message says about when', () => {
    expect(JSON.parse(bodyOf('session.held', NOW, {}))).toEqual({
      type: 'session.held',
      timestamp: '2026-03-02T00:00:00Z',
      data: {},
    });
  });
});

describe('Departments that may be named', () => {
  it('have five people or more, and so have all others together', () => {
    const of = (counts: Record<string, number>) => [...tellable(new Map(Object.entries(counts)))].sort();
    expect(of({ sales: 5, ops: 7, hr: 4, '': 1 })).toEqual(['ops', 'sales']);
    // An event without a department would be about one of these four.
    expect(of({ sales: 5, ops: 7, hr: 4 })).toEqual(['ops']);
    expect(of({ sales: 5, hr: 1 })).toEqual([]);
    expect(of({ sales: 5, ops: 6 })).toEqual(['ops', 'sales']);
    expect(of({ '': 40 })).toEqual([]);
  });

  it('leave no fewer than five people to whom an event could belong, whatever the company', () => {
    const company = fc.dictionary(fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(company, (counts) => {
        const told = tellable(new Map(Object.entries(counts)));
        for (const key of told) expect(counts[key]).toBeGreaterThanOrEqual(5);
        const left = Object.entries(counts).flatMap(([key, n]) => (told.has(key) ? [] : [n]));
        const people = left.reduce((sum, n) => sum + n, 0);
        if (told.size > 0) expect(people === 0 || people >= 5).toBe(true);
      }),
    );
  });
});

it('Nine tries take three days, one of them a whole day after the first', () => {
  const tries = [NOW];
  for (let next = nextTry(1, NOW); next; next = nextTry(tries.length, next)) tries.push(next);
  const hours = tries.map((at) => (at.epochMilliseconds - NOW.epochMilliseconds) / 3_600_000);
  expect(hours).toHaveLength(9);
  expect(hours.at(-1)).toBe(72);
  expect(hours.findIndex((_, i) => isWorthTelling(NOW, tries[i]!))).toBe(hours.indexOf(24));
});
