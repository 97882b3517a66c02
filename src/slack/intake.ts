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
  const process = app.processEvent.bind(app);

  async function take(received: ReceiverEvent): Promise<void> {
    const body: unknown = received.body;
    if (!isUsable(body)) {
      deps.log.warn('a malformed payload was refused');
      throw new MalformedPayload();
    }
    if (teamOf(body) !== undefined && teamOf(body) !== deps.workspaceId) {
      deps.log.warn({ team: teamOf(body) }, 'a payload of another workspace was ignored');
      return received.ack();
    }
    if (!isEvent(body)) return process(received);
    await process({ ...received, ack: async () => {} });
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
