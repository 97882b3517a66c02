import { expect, it } from 'vitest';
import { declared } from './support/cards/all.ts';
import { registry } from './support/cards/found.ts';
import { noteDeclared } from './support/cards/met.ts';
import { claimed } from './support/cards/said.ts';
import { elsewhere, ofThen } from './support/cards/stale.ts';
import { allSamples } from './support/samples.ts';

/** What carries other prompts, which are declared themselves, or is no message. */
const carriers = ['prompts.bundle', 'prompts.refresh', 'home.refresh'];
const edits = Object.values(elsewhere).map(({ name }) => name);

it('Everything that the app can say has its sentences declared, with the state that makes each of them true', () => {
  const messages = [...registry.handlers].flatMap(([kind, handler]) => (handler.type === 'message' ? [kind] : []));
  const isEdit = (kind: string) => edits.includes(kind) || messages.some((other) => kind.startsWith(`${other}-`));
  const said = [...messages.filter((kind) => !isEdit(kind) && !carriers.includes(kind)), ...registry.prompts.keys()];
  expect(Object.keys(declared).toSorted()).toEqual(said.toSorted());
});

it('Each sentence is declared with a state, or with a reason why it stays true', () => {
  for (const [kind, { claims }] of Object.entries(declared)) {
    expect(claims.length, kind).toBeGreaterThan(0);
    for (const [says, isSo] of claims) if (typeof isSo === 'string') expect(isSo.length, `${says}`).toBeGreaterThan(5);
  }
  expect(Object.keys(ofThen).filter((kind) => !(kind in declared))).toEqual([]);
});

it('Each declared sentence is one that a card shows in some state: a check of what nothing says can’t fail', async () => {
  noteDeclared();
  const messages = (await allSamples()).flatMap(({ sample }) => (sample.surface === 'message' ? [sample] : []));
  const said = messages.map(({ build }) => {
    const { blocks, text } = build(() => 'k8s');
    return claimed(blocks) || text;
  });
  const all = said.join('\n');
  const unsaid = Object.entries(declared).flatMap(([kind, { claims }]) =>
    claims.flatMap(([says]) => (new RegExp(says, 'm').test(all) ? [] : [`${kind}: ${says.source}`])),
  );
  expect(unsaid).toEqual([]);
});
