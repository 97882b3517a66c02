import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChangeable, isLongEnough, readThanks } from '../../../src/features/recognition/rules/thanks.ts';

const people = [
  { id: 'U1', name: 'Ada Okafor' },
  { id: 'U2', name: 'Bram de Vries' },
  { id: 'U3', name: 'Bram' },
  { id: 'U4', name: 'Zoë Ångström' },
  { id: 'U5', name: 'Kim Lee' },
  { id: 'U6', name: 'Kim Park' },
];
const read = (text: string) => readThanks(text, people);
/** For those that name one person at the most. */
const one = (text: string) => {
  const { receiverIds, words } = read(text);
  expect(receiverIds.length).toBeLessThan(2);
  return { receiverId: receiverIds[0], words };
};
const FOR = 'for going through the events';

it('A mention names the person, with a name behind it or without', () => {
  expect(one(`<@U9|zed> ${FOR}`)).toEqual({ receiverId: 'U9', words: FOR });
  expect(one(`<@U9> ${FOR}`)).toEqual({ receiverId: 'U9', words: FOR });
  expect(one('<@U9>')).toEqual({ receiverId: 'U9', words: '' });
});

it.each([
  ['@Ada Okafor', 'U1'],
  ['@ada.okafor', 'U1'],
  ['@adaokafor', 'U1'],
  ['@ada', 'U1'],
  ['Ada', 'U1'],
  ['@Bram de Vries', 'U2'],
  ['@bram_de_vries', 'U2'],
  ['@zoë', 'U4'],
  ['@KIM LEE', 'U5'],
])('%s is found among the names', (handle, receiverId) => {
  expect(one(`${handle} ${FOR}`)).toEqual({ receiverId, words: FOR });
});

it('Whoever shares a name is asked about, and the words are kept', () => {
  for (const handle of ['@kim', '@bram', '@nobody'])
    expect(one(`${handle} ${FOR}`)).toEqual({ receiverId: undefined, words: FOR });
  expect(one('')).toEqual({ receiverId: undefined, words: '' });
});

it('A name inside a longer word is not meant', () => {
  expect(one(`@adamant ${FOR}`).receiverId).toBeUndefined();
});

it.each(['bram-jan', 'bram.s', 'bram_k', 'bram2'])('@%s is nobody whose name is Bram', (handle) => {
  expect(read(`@${handle} ${FOR}`)).toEqual({ receiverIds: [], words: FOR });
  const withHandle = [...people, { id: 'U7', name: 'Jan Kok', handle }];
  expect(readThanks(`@${handle} ${FOR}`, withHandle)).toEqual({ receiverIds: ['U7'], words: FOR });
});

it('A handle counts before the name of somebody else', () => {
  const withHandle = [...people, { id: 'U7', name: 'Jan Kok', handle: 'bram' }];
  expect(readThanks(`@bram ${FOR}`, withHandle)).toEqual({ receiverIds: ['U7'], words: FOR });
});

it.each(['@ada @zoë', '@ada and @zoë', '@ada, @zoë,', '<@U1> <@U4>', '<@U1|ada> &amp; <@U4|zoe>', '@ada + <@U4>'])(
  '“%s” names two people',
  (mentions) => {
    expect(read(`${mentions} ${FOR}`)).toEqual({ receiverIds: ['U1', 'U4'], words: FOR });
  },
);

it('Somebody in between who is not found makes all of them be asked about', () => {
  expect(read(`@ada @nobody @zoë ${FOR}`)).toEqual({ receiverIds: [], words: FOR });
});

it('Whoever is mentioned in the words is no receiver', () => {
  expect(read('@ada for helping @zoë with it')).toEqual({ receiverIds: ['U1'], words: 'for helping @zoë with it' });
});

it('Whatever is typed, reading it gives words that were typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(text).toContain(read(text).words);
    }),
  );
});

it('Length is counted in characters as people see them, without the space around', () => {
  expect(isLongEnough('🎉'.repeat(19))).toBe(false);
  expect(isLongEnough('🎉'.repeat(20))).toBe(true);
  expect(isLongEnough(`${' '.repeat(30)}thanks`)).toBe(false);
});

it('Ten minutes end with the tenth', () => {
  const given = Temporal.Instant.from('2026-03-02T10:00:00Z');
  expect(isChangeable(given, given.add({ minutes: 9, seconds: 59 }))).toBe(true);
  expect(isChangeable(given, given.add({ minutes: 10 }))).toBe(false);
});

describe('Names with accents, and marks that nobody sees', () => {
  const people = [
    { id: 'U1', name: 'Ana', handle: 'ana' },
    { id: 'U2', name: 'Ana María', handle: 'amaria' },
    { id: 'U3', name: 'Mira\u200b Lind', handle: 'mlind' },
    { id: 'U4', name: 'מירה', handle: 'mira' },
    { id: 'U5', name: 'Zoë Çelik', handle: 'zoe' },
    { id: 'U6', name: 'Noël', handle: 'n1' },
    { id: 'U7', name: 'Noel', handle: 'n2' },
    { id: 'U8', name: 'İpek', handle: 'ipek' },
    { id: 'U9', name: '🌟 Noor 🌟', handle: 'noor' },
  ];
  it.each([
    ['@Ana Maria for the talk', ['U2'], 'for the talk'],
    ['@Ana María for the talk', ['U2'], 'for the talk'],
    ['@Ana for the talk', ['U1'], 'for the talk'],
    ['@Mira Lind for the talk', ['U3'], 'for the talk'],
    ['@mira for the talk', ['U4'], 'for the talk'],
    ['Zoe Celik for the talk', ['U5'], 'for the talk'],
    ['@Zoe\u0308 for the talk', ['U5'], 'for the talk'],
    ['\u2068@zoe\u2069 for the talk', ['U5'], 'for the talk'],
    ['@Noël for the talk', ['U6'], 'for the talk'],
    ['@noel for the talk', ['U7'], 'for the talk'],
    ['@i\u0307pek for the talk', ['U8'], 'for the talk'],
    ['@Noor for the talk', ['U9'], 'for the talk'],
    ['<@U1> und <@U5> für das Gespräch', ['U1', 'U5'], 'für das Gespräch'],
    ['<@U1> et <@U2>, <@U5> pour tout', ['U1', 'U2', 'U5'], 'pour tout'],
  ])('%s', (typed, receiverIds, words) => {
    expect(readThanks(typed, people)).toEqual({ receiverIds, words });
  });
});
