import type { FaultKind } from '../../sandbox/slack/faults/faults.ts';
import { seeded } from '../random.ts';
import type { Life } from './life.ts';

const AMBIGUOUS: FaultKind[] = ['500-before', '500-after', 'reset-before', 'reset-after', 'fatal_error-after'];
const METHODS = ['chat.postMessage', 'chat.postMessage', 'chat.update', 'views.publish', 'conversations.open'];

/**
 * What goes wrong between the app and Slack in a rough year, drawn for each day apart from what people do: rate limits,
 * calls without a clear answer, hours without Slack, and restarts of the app. All figures are invented.
 */
export function createWeather(seed: number, restart: () => Promise<void>) {
  const random = seeded(seed * 7919 + 1);
  const sums = { limits: 0, unclear: 0, outages: 0, restarts: 0 };
  const sometime = () => ({ minutes: random.below(24 * 60) });

  function today(life: Life): void {
    const { faults } = life.slack;
    if (random.next() < 0.5)
      life.later(sometime(), async () => {
        const retryAfter = 30 + random.below(900);
        faults.add({ method: 'chat.postMessage', kind: '429', retryAfter, times: 1 + random.below(5) });
        sums.limits += 1;
      });
    if (random.next() < 0.5)
      life.later(sometime(), async () => {
        faults.add({ method: random.of(METHODS), kind: random.of(AMBIGUOUS), times: 1 + random.below(3) });
        sums.unclear += 1;
      });
    if (random.next() < 0.1) life.later(sometime(), async () => outage(life));
    if (random.next() < 0.1)
      life.later(sometime(), async () => {
        await restart();
        sums.restarts += 1;
      });
  }

  function outage(life: Life): void {
    const end = life.slack.faults.add({ method: '*', kind: 'reset-before', times: 1_000_000 });
    sums.outages += 1;
    life.later({ minutes: 30 + random.below(6 * 60) }, async () => end());
  }

  return { today, sums };
}
