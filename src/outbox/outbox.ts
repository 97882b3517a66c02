import type { WorkspaceDeps } from '../deps.ts';
import type { Carrier } from '../jobs/carrier.ts';
import { classifyRepeatable } from '../slack/classify-error.ts';
import { isInstalled } from '../slack/installed.ts';
import { createDelivery } from './deliver.ts';
import { endAnyhow } from './ends.ts';

/** What takes the jobs' messages to Slack. */
export function createOutbox(deps: WorkspaceDeps): Carrier {
  return {
    isOpen: () => isInstalled(deps),
    deliver: createDelivery(deps),
    giveUp: (job, handler, end, more) => endAnyhow(deps, job, handler, end, more),
    setbackOf(failure) {
      const verdict = classifyRepeatable(failure);
      return verdict.kind === 'not sent' ? verdict : {};
    },
  };
}
