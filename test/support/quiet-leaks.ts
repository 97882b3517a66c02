import { insertCard } from '../../src/features/knowledge/store/index.ts';
import { tellingWords } from '../../src/features/matching/rules/hints.ts';
import { writeGoal } from '../../src/features/matching/store/hints.ts';
import type { World } from './world.ts';

type Work = Parameters<Parameters<World['work']>[0]>[0];

const quietSession = (tx: Work) =>
  tx.db.selectFrom('session').selectAll().where('is_quiet', '=', 1).executeTakeFirstOrThrow();

/** Leaks of a quiet ask, each of another kind, and what then stands where. */
export const plants: { name: string; plant(world: World): Promise<unknown>; at: RegExp; shows: RegExp }[] = [
  {
    name: 'news of a badge in the digest’s channel',
    plant: (world) =>
      world.app().deps.workspace.slack.chat.postMessage({ channel: 'C0MENTORING', text: '<@U0CHIDI> has a badge' }),
    at: /U0NOAH #mentoring/,
    shows: /U0CHIDI> has a badge/,
  },
  {
    name: 'a message to somebody else that names the mentor',
    plant: (world) =>
      world.app().deps.workspace.slack.chat.postMessage({ channel: 'U0ELIF', text: 'someone asked <@U0BRAM>' }),
    at: /U0ELIF #/,
    shows: /someone asked/,
  },
  {
    name: 'a hint out of the goal',
    plant: (world) =>
      world.work(async (tx) => {
        const { id } = await quietSession(tx);
        await writeGoal(tx, id, 'U0BRAM', [...tellingWords('quibblesome gazebo').keys()]);
      }),
    // The others read of the help by name anyway, which was hers.
    at: /U0ELIF #Bitewise/,
    shows: /Helped with something like/,
  },
  {
    name: 'a knowledge card of the talk',
    plant: (world) =>
      world.work(async (tx) => {
        const { id: sessionId, skill_id: skillId } = await quietSession(tx);
        const words = { question: 'What is a gazebo to a negotiator?', answer: 'A place to sit down together.' };
        const two = { proposerId: 'U0CHIDI', partnerId: 'U0BRAM', editorId: 'U0CHIDI' };
        const standing = { version: 1, proposerApproved: 1, partnerApproved: 1, state: 'open' as const, reason: '' };
        await insertCard(tx, { id: 'leak', sessionId, skillId, ...two, ...words, ...standing });
      }),
    at: /U0OLU /,
    shows: /What is a gazebo to a negotiator/,
  },
  {
    name: 'a thank-you that comes to someone else, and into their file',
    plant: (world) =>
      world.work((tx) =>
        tx.db.updateTable('thanks').set({ receiver_id: 'U0NOAH' }).where('giver_id', '=', 'U0CHIDI').execute(),
      ),
    at: /U0NOAH file/,
    shows: /Thank you for the quibblesome gazebo/,
  },
  {
    name: 'the talk on the board, as if it were one by name',
    plant: (world) => world.work((tx) => tx.db.updateTable('session').set({ is_quiet: 0 }).execute()),
    at: /U0DANA #Bitewise/,
    shows: /5 different people/,
  },
];
