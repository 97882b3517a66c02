import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/doctor.ts';
import { watchSignatures } from '../../src/slack/signatures.ts';
import { sender } from '../support/sender.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ mode: 'http' });
});
afterAll(() => world.close());

/** What the doctor says of the app that runs, about its signing secret. */
async function aboutSignatures(): Promise<string | undefined> {
  const lines: string[] = [];
  const { config } = world.app().deps;
  await runDoctor({ ...config, port: world.app().port }, [], (line) => lines.push(line));
  return lines.find((line) => /signature|SIGNING/.test(line));
}

const slackWith = (secret: string) => sender(world.app().port, secret);
const HELLO = { body: '{"type":"url_verification","challenge":"x"}' };

it('The doctor tells from Slack’s requests whether the signing secret is right', async () => {
  const strangers = slackWith('another-secret');
  expect(await aboutSignatures()).toMatch(/^ok .*carry the signature/);

  for (const unsigned of [{ signature: 'none' }, { timestamp: 1 }, { signature: 'none' }, { timestamp: 1 }])
    await strangers.send({ ...HELLO, ...unsigned });
  expect(await aboutSignatures()).toMatch(/^ok .*carry the signature/);

  for (let i = 0; i < 3; i++) expect(await strangers.send(HELLO)).toBe(401);
  expect(await aboutSignatures()).toMatch(
    /^WRONG The last 3 requests .* copy the signing secret again .* restart the app\.$/,
  );

  expect(await slackWith(world.slack.signingSecret).send(HELLO)).toBe(200);
  expect(await aboutSignatures()).toMatch(/^ok .*carry the signature/);
});

describe('Signatures that were compared', () => {
  const verdictOn = (...notes: boolean[]) => {
    const signatures = watchSignatures();
    for (const isOurs of notes) signatures.note(isOurs);
    return signatures.verdict();
  };

  it('mean a wrong secret from the first on, but a stranger while Slack’s come through', () => {
    expect(verdictOn()).toBe('none');
    expect(verdictOn(false)).toBe('refused 1');
    expect(verdictOn(true, false, false)).toBe('accepted');
    expect(verdictOn(true, false, false, false)).toBe('refused 3');
    expect(verdictOn(true, false, false, false, true)).toBe('accepted');
  });
});
