import { expect, it } from 'vitest';
import { kindOf } from '../../../src/features/care/service/index.ts';

const CONDUCT = [
  'someone was rude to me in a session',
  'Somebody was RUDE to me!',
  'my mentor was rude to me',
  'he insulted me in front of everybody',
  'a colleague shouted at me',
  'I am being bullied',
  'she bullies me',
  'he keeps messaging me',
  'my manager harassed me',
  'I have been harassed by a colleague',
  'sexual harassment',
  'I want to report harassment',
  'report a colleague',
  'how do I report somebody',
  'he made a racist joke',
  'sexist comments in my team',
  'she threatened me',
  'he won’t leave me alone',
  'he touched me',
  'an inappropriate message from my mentor',
  'my mentor makes me uncomfortable',
  'I was treated badly',
  'I was discriminated against',
  'he makes fun of me',
  'where can I file a complaint',
];
const DISTRESS = [
  'I feel overwhelmed and want to quit',
  'feeling overwhelmed',
  'I’m burned out',
  'burnt out',
  'I can’t cope any more',
  'I cant do this anymore',
  'panic attacks before meetings',
  'I am depressed',
  'I feel so alone here',
  'I want to die',
  'thinking about suicide',
  'suicidal',
  'I hate myself',
  'self-harm',
  'I’m exhausted all the time',
  'I cannot sleep because of work',
  'I am afraid of my manager',
  'having a mental breakdown',
  'I need someone to talk to',
];
const TOPICS = [
  'conflict management',
  'conflict resolution',
  'stress testing',
  'stress management',
  'load and stress tests with k6',
  'burnout prevention',
  'Coping with burnout',
  'preventing burnout in my team',
  'how to handle harassment complaints as a manager',
  'handling complaints from customers',
  'harassment policy',
  'sexual harassment training',
  'anti-harassment law',
  'difficult conversations',
  'giving feedback to a rude colleague',
  'dealing with difficult people',
  'report writing',
  'reporting with Power BI',
  'bug reports',
  'crash reports on Android',
  'incident reporting',
  'workplace investigations',
  'killing zombie processes',
  'kill -9 a process',
  'abuse detection',
  'rate limiting against abuse',
  'depression screening dataset',
  'suicide prevention training',
  'overwhelming the event loop',
  'resilience',
  'mental health awareness',
  'quitting vim',
  'exit interviews',
  'threat modelling',
  'bullying prevention',
  'Kubernetes: my pods keep dying',
  'dead letter queues',
  'time management',
  'work-life balance',
  'psychological safety',
  'negotiation',
];

it.each(CONDUCT)('“%s” is about how somebody was treated', (text) => {
  expect(kindOf(text)).toBe('conduct');
});
it.each(DISTRESS)('“%s” is about how somebody feels', (text) => {
  expect(kindOf(text)).toBe('distress');
});
it.each(TOPICS)('“%s” is a topic', (text) => {
  expect(kindOf(text)).toBeUndefined();
});
it('Nonsense, emptiness and length are topics, or nothing', () => {
  for (const text of ['', ' ', '***', '~', '💥', 'a'.repeat(20_000), '(((((', '\\'])
    expect(kindOf(text)).toBeUndefined();
});
