import { buttonsOf } from './buttons.ts';
import type { Life } from './life.ts';
import type { Reaction } from './reaction.ts';

/** Where the owner posts each text of the launch kit, in the order of the list: a channel that they are in. */
function placesOf({ slack }: Life, owner: string): string[] {
  const rooms = [...slack.state.conversations.values()];
  const team = rooms.find(({ id, members }) => id.startsWith('C0TEAM') && members.has(owner));
  return ['C0DIGEST', team?.id ?? 'C0DIGEST', 'C0DIGEST'];
}

/** At the beginning the owner reads each text of the launch kit, changes the heading of one, and posts them all. */
export async function launch(life: Life, owner: string): Promise<void> {
  const { hands } = life;
  const places = placesOf(life, owner);
  await hands.command(owner, '/mentor launch');
  const kit = hands.topModal(owner);
  if (!kit) return;
  const pieces = buttonsOf(kit.view.blocks).filter((b) => b.actionId === 'launch.piece');
  for (const [n, piece] of pieces.entries()) {
    await hands.click(owner, { viewId: kit.id }, piece.actionId, piece.blockId);
    const channel = places[n % places.length]!;
    const isChanged = n === 1;
    await hands.submit(owner, { channel, ...(isChanged ? { heading: 'How you can help Bitewise along' } : {}) });
    // What was changed is shown once more before it is posted.
    if (isChanged) await hands.submit(owner);
    hands.back(owner);
  }
  hands.close(owner);
}

/** A draft is posted, left out, or edited first and posted a little later. Figures are invented. */
export const onDraft: Reaction = ({ random }) => {
  const chance = random.next();
  if (chance < 0.5) return { press: 'newsletter.post' };
  if (chance < 0.75) return { press: 'newsletter.skip' };
  return {
    press: 'newsletter.edit',
    fill: { opening: 'A month of small conversations, and what came of them.' },
    afterwards: { press: 'newsletter.post' },
  };
};

/** An owner lets the invitations go, stops them, or lets a working day pass, after which they go by themselves. */
export const onQuiet: Reaction = ({ random }) => {
  const chance = random.next();
  if (chance < 0.2) return { press: 'momentum.stop' };
  return chance < 0.5 ? { press: 'momentum.go' } : undefined;
};
