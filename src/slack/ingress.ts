import type { App, ReceiverEvent } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { measure, stopwatch } from '../measure.ts';
import type { Workspace } from '../workspace.ts';
import type { Gate } from './gate.ts';
import { isEvent, isHeldBack, isSuggestion, isUsable, kindOf, type SlackEvent } from './payload.ts';

/** A body that is none of Slack's payloads. */
export class MalformedPayload extends Error {
  override name = 'MalformedPayload';
}

export type Intake = {
  /** Resolves when everything that came in has been dealt with. */
  idle(): Promise<void>;
  /** The workspace of a body that was let in. */
  workspaceOf(body: object): Workspace | undefined;
};

/**
 * Stands before Bolt's own processing in both modes: refuses what is malformed or not let in at the gate, acknowledges
 * an event only once its transaction is durable (so that Slack repeats it otherwise), and knows what is under way.
 */
export function guardIntake(app: App, deps: Deps, gate: Gate): Intake {
  const underWay = createUnderWay();
  const letIn = new WeakMap<object, Workspace>();
  const bolt = app.processEvent.bind(app);
  const process = (received: ReceiverEvent) => bolt(received).catch(blame);

  async function take(given: ReceiverEvent): Promise<void> {
    const body: unknown = given.body;
    if (await deps.installations.hear(body)) return given.ack();
    if (!isUsable(body)) throw new MalformedPayload();
    if (isHeldBack(body)) {
      deps.log.warn('Slack holds events back, because more than 30,000 came within an hour');
      return given.ack();
    }
    const passed = await gate.check(body);
    if (!passed.isOpen) {
      await given.ack(refusalOf(body));
      return passed.explain();
    }
    const known = { workspace: passed.workspace, alsoUnderWay: underWay.add };
    const received = { ...given, customProperties: { ...given.customProperties, ...known } };
    letIn.set(given.body, passed.workspace);
    if (!isEvent(body)) return answer(deps, received, process);
    const plain = withoutNulls(body);
    letIn.set(plain, passed.workspace);
    await process({ ...received, body: plain, ack: async () => {} });
    return received.ack();
  }

  app.processEvent = (received) => underWay.add(take(timed(received)));
  return { idle: underWay.idle, workspaceOf: (body) => letIn.get(body) };
}

/** The same, with a stopwatch that its first acknowledgement stops. */
function timed(received: ReceiverEvent): ReceiverEvent {
  const seconds = stopwatch();
  let isDone = false;
  const ack: ReceiverEvent['ack'] = async (said) => {
    await received.ack(said);
    if (!isDone) measure('acknowledged', { kind: kindOf(received.body), seconds: seconds() });
    isDone = true;
  };
  return { ...received, ack };
}

/** All that is being dealt with; a stop waits for it. */
function createUnderWay() {
  const all = new Set<Promise<void>>();
  return {
    add: (work: Promise<void>): Promise<void> => {
      const run = work.finally(() => all.delete(run));
      all.add(run);
      return run;
    },
    idle: async (): Promise<void> => {
      while (all.size > 0) await Promise.allSettled(all);
    },
  };
}

/** Deals with what a person did, who is always answered. */
async function answer(
  deps: Deps,
  received: ReceiverEvent,
  process: (received: ReceiverEvent) => Promise<void>,
): Promise<void> {
  let isAcknowledged = false;
  const ack: ReceiverEvent['ack'] = (said) => {
    isAcknowledged = true;
    return received.ack(said);
  };
  await process({ ...received, ack });
  if (isAcknowledged) return;
  // A button of an older version, say: the person need not see an error three seconds later.
  deps.log.warn('something was clicked that nothing listens to');
  await received.ack();
}

/** Some events come with a user of null, and Bolt stumbles over it. */
function withoutNulls(body: SlackEvent): Record<string, unknown> {
  const event = Object.entries(body.event).filter(([, value]) => value !== null);
  return { ...body, event: Object.fromEntries(event) };
}

/** What an acknowledgement says to somebody who is kept out: a menu wants options all the same. */
const refusalOf = (body: unknown) => (isSuggestion(body) ? { options: [] } : undefined);

/** What listeners throw comes with a code of Bolt's; anything else is Bolt stumbling over the payload itself. */
function blame(error: unknown): never {
  if (error instanceof Error && 'code' in error) throw error;
  throw new MalformedPayload();
}
