import { inTransaction } from '../../../database/transaction.ts';
import { nothing, type Registry } from '../../../jobs/define.ts';
import {
  deliverJob,
  failingNow,
  failingPrompt,
  noteAnswer,
  tell,
  tellJob,
  testedJob,
  testedNow,
  toSend,
} from '../service/index.ts';
import { failingNote, testedNote } from '../views/index.ts';
import { post } from './post.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(tellJob, (tx, { type, about, more }) => tell(tx, type, about, more));
  registry.task(deliverJob, async (deps, { id, by }) => {
    const now = await inTransaction(deps, (tx) => toSend(tx, id));
    if (!now) return;
    const message = { id, body: now.delivery.body, secret: now.secret, at: deps.clock.now() };
    const answer = await post(now.url, message, { allowsInternal: deps.config.allowsInternalWebhooks });
    await inTransaction(deps, (tx) => noteAnswer(tx, id, answer, by));
  });
  registry.message(testedJob, {
    async render(tx, { id, by }) {
      const test = await testedNow(tx, id, by);
      return test ? { post: { to: { user: by }, ...testedNote(test.answer ?? '') } } : { skip: 'not kept any more' };
    },
    ends: { arrived: nothing, dead: nothing, expired: nothing, unknown: nothing },
    waiting: async (_tx, { by }) => [by],
  });
  registry.prompt(failingPrompt, async (tx, { since }) => {
    const now = await failingNow(tx, since);
    return now && failingNote(now);
  });
}
