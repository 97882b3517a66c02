import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { UserError } from '../../errors.ts';
import { type Click, onAction, onSubmit } from '../../slack/listeners.ts';
import { openGoals } from '../goals/slack.ts';
import { consents } from '../newsletter/rules/index.ts';
import { isLongEnough, SHORTEST_THANKS } from '../recognition/rules/thanks.ts';
import { type OutcomeAnswer, outcomeAnswers, timesSaved } from './rules.ts';
import { muteReflections, reflectionForm, reviewGoals, saveReflection } from './service/index.ts';
import { answerOutcome, outcomeForm } from './service/outcome.ts';
import { ids, outcomeModal, reflectionModal } from './views/index.ts';

const words = z
  .string()
  .default('')
  .transform((text) => text.trim());
const ticked = z
  .array(z.string())
  .default([])
  .transform((values) => values.includes('yes'));
/** Off until somebody says yes. */
const consent = z.enum(consents).default('no');

const answerForm = z
  .object({
    usefulness: z.coerce.number().int().min(1).max(5).optional(),
    answer: words.refine((text) => text !== '', 'A few words, please. No one else reads them.'),
    differently: words,
    thanks: words.refine((text) => text === '' || isLongEnough(text), {
      error: `Please say what for, in ${SHORTEST_THANKS} characters or more, or leave it empty.`,
    }),
    share: ticked,
    story: consent,
  })
  .transform(({ share, usefulness, ...rest }) => ({ ...rest, usefulness, showThanks: share }));
const outcomeAnswerForm = z.object({
  used: z.enum(outcomeAnswers),
  timeSaved: z.enum(timesSaved).optional(),
  detail: words,
  story: consent,
});
const aboutReflection = z.object({ id: z.string() });
const aboutSession = z.object({ sessionId: z.string() });

export function register(app: App, deps: Deps): void {
  for (const id of [ids.reflect, ids.edit]) onAction(app, deps, id, openReflection);
  onSubmit(app, deps, ids.answer, answerForm, async ({ transact, metadata, userId, data }) => {
    const { id } = aboutReflection.parse(metadata);
    await transact(async (w) => {
      const refusal = await saveReflection(w, id, userId, data);
      // Nothing is kept until it can be passed on, or is taken out: all of it stays in the form.
      if (refusal !== undefined) throw new UserError(refusal, 'thanks');
    });
  });
  onAction(app, deps, ids.mute, ({ transact, value, userId }) =>
    transact((w) => muteReflections(w, value, userId, true)),
  );
  onAction(app, deps, ids.unmute, ({ transact, value, userId }) =>
    transact((w) => muteReflections(w, value, userId, false)),
  );
  onAction(app, deps, ids.goalsFit, (click) => click.transact((tx) => reviewGoals(tx, click.value, click.userId)));
  onAction(app, deps, ids.changeGoals, async (click) => {
    await click.transact((tx) => reviewGoals(tx, click.value, click.userId));
    await openGoals(click);
  });
  onAction(app, deps, ids.yes, (click) => sayOutcome(click, 'yes'));
  onAction(app, deps, ids.partly, (click) => sayOutcome(click, 'partly'));
  onAction(app, deps, ids.notYet, (click) => sayOutcome(click, 'not yet'));
  onAction(app, deps, ids.changeOutcome, openOutcome);
  onSubmit(app, deps, ids.outcome, outcomeAnswerForm, async ({ transact, metadata, userId, data }) => {
    const { sessionId } = aboutSession.parse(metadata);
    await transact((w) => answerOutcome(w, sessionId, userId, data.used, data));
  });
}

async function openReflection(click: Click): Promise<void> {
  await click.openModal(reflectionModal(await click.read((tx) => reflectionForm(tx, click.value, click.userId))));
}

/** The click alone is an answer; the line of detail is asked for at once, while it is on their mind. */
async function sayOutcome(click: Click, answer: OutcomeAnswer): Promise<void> {
  await click.transact((tx) => answerOutcome(tx, click.value, click.userId, answer));
  await openOutcome(click);
}

async function openOutcome(click: Click): Promise<void> {
  await click.openModal(outcomeModal(await click.read((tx) => outcomeForm(tx, click.value, click.userId))));
}
