import type { App, ReceiverEvent } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { isEvent, isUsable, teamOf } from './payload.ts';

/** A body that is none of Slack's payloads. */
export class MalformedPayload extends Error {
  override name = 'MalformedPayload';
}

export type Intake = {
  /** Resolves when everything that came in has been dealt with. */
  idle(): Promise<void>;
};

/**
 * Stands before Bolt's own processing in both modes: refuses what is malformed or of another workspace, acknowledges
 * an event only once its transaction is durable (so that Slack repeats it otherwise), and knows what is under way.
 */
export function guardIntake(app: App, deps: Deps): Intake {
  const underWay = new Set<Promise<void>>();
  const bolt = app.processEvent.bind(app);
  const process = (received: ReceiverEvent) => bolt(received).catch(blame);

  async function take(received: ReceiverEvent): Promise<void> {
    const body: unknown = received.body;
    if (!isUsable(body)) throw new MalformedPayload();
    if (teamOf(body) !== undefined && teamOf(body) !== deps.workspaceId) {
      deps.log.warn({ team: teamOf(body) }, 'a payload of another workspace was ignored');
      return received.ack();
    }
    if (isEvent(body)) {
      await process({ ...received, ack: async () => {} });
      return received.ack();
    }
    let isAcknowledged = false;
    const ack: ReceiverEvent['ack'] = (answer) => {
      isAcknowledged = true;
      return received.ack(answer);
    };
    await process({ ...received, ack });
    if (isAcknowledged) return;
    // A button of an older version, say: the person need not see an error three seconds later.
    deps.log.warn('something was clicked that nothing listens to');
    await received.ack();
  }

  app.processEvent = (received) => {
    const run = take(received).finally(() => underWay.delete(run));
    underWay.add(run);
    return run;
  };
  return {
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** What listeners throw comes with a code of Bolt's; anything else is Bolt stumbling over the payload itself. */
function blame(error: unknown): never {
  if (error instanceof Error && 'code' in error) throw error;
  throw new MalformedPayload();
}
