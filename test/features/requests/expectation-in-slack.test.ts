import { expect, it } from 'vitest';
import { FEWEST_REQUESTS } from '../../../src/features/requests/rules/expectation.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { pastRequests } from '../../support/waits.ts';

const { ask, people, press, type, world } = askingWorld();
const SENTENCE = 'Usually someone accepts within about 25 working minutes';

it('Whoever asks reads before it how long it usually takes, and while they wait', async () => {
  const { ada } = people();
  await world().work((tx) => pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25 }));
  expect(await type(ada, '/mentor k8s')).toContain(`${SENTENCE}, based on earlier requests about Kubernetes.`);
  await press(ada, 'requests.ask-best');
  expect(shown(ada.modal())).toContain(SENTENCE);
  await ada.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now' } });
  await world().settle();
  expect(shown(ada.messages().at(-1))).toContain(SENTENCE);
});

it('A message taken to a mentor tells it too, and nothing is claimed where nothing is known', async () => {
  const { ada } = people();
  const { ts } = await ada.say({ channel: 'C0GENERAL', text: 'My kubernetes pods restart' });
  const about = async () => {
    await ada.messageShortcut({ callbackId: 'ask_about_message', channel: 'C0GENERAL', ts });
    await world().settle();
    return shown(ada.modal());
  };
  expect(await about()).not.toContain('Usually someone');
  await world().work((tx) => pastRequests(tx, 'Welding', { accepted: FEWEST_REQUESTS, minutes: 60 }));
  expect(await about()).toContain(
    'Usually someone accepts within about one working hour, based on earlier requests here.',
  );
  await ask(ada);
  expect(shown(ada.messages().at(-1))).toContain('one working hour');
});
