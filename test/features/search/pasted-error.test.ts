import { afterEach, beforeEach, expect, it } from 'vitest';
import { topicName } from '../../../src/features/requests/rules/topic.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

async function answer(text: string): Promise<string> {
  await world.as('U0ADA').command(`/mentor ${text}`);
  await world.settle();
  return saidIn(world.as('U0ADA').messages().at(-1)?.blocks);
}

it.each([
  ['Docker', 'docker Error response from daemon: driver failed programming external connectivity'],
  ['PostgreSQL', 'postgres ERROR: deadlock detected DETAIL: Process 123 waits for ShareLock on transaction 456'],
  ['Terraform', 'terraform Error: Invalid for_each argument on main.tf line 12, in resource "aws_instance" "web"'],
  [
    'Kubernetes',
    'kubernetes: {"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","labels":{"app":"y","tier":"z"}}}',
  ],
  [
    'Kubernetes',
    'kubernetes, my pod says CrashLoopBackOff back-off 5m0s restarting failed container=web pod=web_default(1234)',
  ],
])('nobody offers %s: that topic is named, not the whole of “%s”', async (topic, text) => {
  const said = await answer(text);
  expect(said.split('\n')[0]).toContain(`No one here offers ${topic} yet`);
});

it.each([
  "TypeError: Cannot read properties of undefined (reading 'x')",
  'ORA-00942: table or view does not exist',
  'java.lang.NullPointerException: null',
  'error[E0382]: borrow of moved value',
  'panic: runtime error',
  'npm ERR! code ERESOLVE',
  'zsh: command not found: kubectl',
  'HTTP 500 Internal Server Error',
  'connect ECONNREFUSED 127.0.0.1',
  'curl: 7 Failed to connect to localhost port 80',
  '2026-03-02T10:00:00Z db connection lost',
])('“%s” is nobody’s name for a topic', (line) => {
  expect(topicName(line)).toBe('');
});

it.each([
  'error handling',
  'Exception handling in Java',
  'warning signs of burnout',
  'panic attacks',
  'fault tolerance',
  'ISO 9001',
  'SAP S/4HANA',
  'CI/CD',
  'DO-178C: avionics',
  'access control',
])('“%s” may be one', (name) => {
  expect(topicName(name)).toBe(name);
});
