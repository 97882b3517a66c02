import { afterEach, beforeEach, expect, it } from 'vitest';
import { anonymityFault } from '../../../src/features/knowledge/rules/form.ts';
import { ids } from '../../../src/features/knowledge/views.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World | undefined;
beforeEach(() => {
  world = undefined;
});
afterEach(() => world?.close());

it.each([
  ['Sam Port', 'Open the port in the firewall first.'],
  ['Linus Key', 'Rotate the key every month.'],
  ['Ana Case', 'In that case read the events.'],
  ['Rick Root', 'Look for the root cause.'],
  ['Lou Branch', 'Make a branch before you rebase.'],
  ['Ian Host', 'The host was out of memory.'],
  ['Mia Test', 'Run the test twice.'],
])('what colleagues write in small letters does not name %s', (name, text) => {
  expect(anonymityFault(text, { people: [{ id: 'U1', name }], topic: 'Kubernetes' })).toBeUndefined();
});

it.each([
  ['Sam Port', 'Then Port told me to read the events.'],
  ['Linus Key', 'I asked Linus about it.'],
  ['Bram de Vries', 'ask bram about it'],
])('a name stays one: %s', (name, text) => {
  expect(anonymityFault(text, { people: [{ id: 'U1', name }], topic: 'Kubernetes' })).toBeDefined();
});

it('the card of a session with Bram Port can speak of a port', async () => {
  world = await createWorld();
  await world.settle();
  await world.slack.people.updateProfile('U0BRAM', { displayName: 'Bram Port', realName: 'Bram Port' });
  await world.settle();
  await world.work((tx) => heldSession(tx, 'U0ADA', 'U0BRAM', 'Kubernetes'));
  const ada = world.as('U0ADA');
  await ada.command('/mentor cards');
  await world.settle();
  await ada.click({ viewId: String(ada.modal()?.id), actionId: ids.write });
  await world.settle();
  const fill = {
    question: 'Why does my pod not answer?',
    answer: 'See whether the port of the service is the one of the pod.',
  };
  expect(await ada.submit({ fill })).toEqual({ ok: true });
});
