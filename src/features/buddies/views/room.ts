import {
  actions,
  type Block,
  button,
  context,
  dateText,
  divider,
  type ModalView,
  mention,
  modal,
  section,
} from '../../../slack/blocks.ts';
import { figure } from '../../../small-counts.ts';
import { reportButton } from '../../care/views.ts';
import type { Pair } from '../rules/index.ts';
import { ids } from './ids.ts';
import { askBlocks, otherwise, type PairShown, people } from './pair.ts';

/** A member's own part. */
export type MineShown = {
  newcomer:
    | {
        state: string;
        hasChanged: boolean;
        beginsAt: Temporal.Instant;
        isComing: boolean;
        pair: Pair | undefined;
        next: { at: Temporal.Instant } | undefined;
      }
    | undefined;
  /** As a buddy. */
  pair: PairShown | undefined;
  isWelcoming: boolean;
  mayWelcome: boolean;
};

export type OwnerShown = {
  counts: { introduced: number; accepted: number; asked: number; coming: number };
  willing: number;
  unmatched: string[];
  answers: { day: number; ask: string; given: { say: string; n: number }[] }[];
};

export type RoomShown = MineShown & { hasBuddies: boolean; owner: OwnerShown | undefined };

const DATE = '{date_long_pretty}';
/** Names of newcomers that owners see before "and 7 more". */
const MOST_UNMATCHED = 40;

/** Everything about buddies for one member. */
export function roomModal(shown: RoomShown): ModalView {
  const { newcomer, pair, owner, hasBuddies } = shown;
  const off = 'Buddies aren’t switched on in this workspace. An owner of Bitewise can do so in the settings.';
  return modal({ callbackId: ids.open, title: 'Buddies' }, [
    section(
      'A newcomer gets a buddy: a colleague who does similar work, says hello, and can be asked anything in the first ninety working days.',
    ),
    ...(hasBuddies ? [] : [context(off)]),
    ...(newcomer ? [divider(), ...newcomerBlocks(newcomer)] : []),
    ...(pair ? [divider(), ...buddyBlocks(pair)] : []),
    ...(hasBuddies && shown.mayWelcome ? [divider(), ...welcomeBlocks(shown.isWelcoming)] : []),
    ...(owner ? [divider(), ...ownerBlocks(owner)] : []),
  ]);
}

function newcomerBlocks(newcomer: NonNullable<MineShown['newcomer']>): Block[] {
  const { state, pair, hasChanged, next } = newcomer;
  if (state === 'declined') {
    return [
      section('*You’ve opted out of buddies.* You can change your mind any time.'),
      actions(button(ids.want, 'I would like a buddy')),
    ];
  }
  if (!pair) {
    const begins = `*I’ll look for a buddy for you when you begin,* ${dateText(newcomer.beginsAt, DATE)}.`;
    const looking = '*I’m looking for a buddy for you.* You don’t need to do anything.';
    return [section(newcomer.isComing ? begins : looking), actions(...otherwise({ id: '' }, true))];
  }
  const meet =
    pair.state === 'accepted' ? [button(ids.meet, 'Introduce us now', { value: pair.id, style: 'primary' })] : [];
  return [
    section(
      `*Your buddy is ${mention(pair.buddyId)}.*${next ? ` The next check-in comes ${dateText(next.at, DATE)}.` : ''}`,
    ),
    actions(...meet, ...otherwise(pair, hasChanged), reportButton({ kind: 'pair', id: pair.id })),
    context('You don’t need to give a reason, and your buddy isn’t told one.'),
  ];
}

function buddyBlocks(shown: PairShown): Block[] {
  const { pair } = shown;
  if (pair.state === 'asked') return askBlocks(shown);
  const confirm = {
    title: 'Hand over?',
    text: 'They’re told that you can’t be their buddy any more, and I’ll look for someone else.',
    confirm: 'Hand over',
    deny: 'Stay',
  };
  return [
    section(`*You’re the buddy of ${mention(pair.newcomerId)}.* Thank you.`),
    actions(
      button(ids.stepDown, 'I can’t any more', { value: pair.id, confirm }),
      reportButton({ kind: 'pair', id: pair.id }),
    ),
  ];
}

function welcomeBlocks(isWelcoming: boolean): Block[] {
  const rules =
    'One newcomer at a time, three a year at most. You’re asked first every time, and a no stays between us.';
  if (!isWelcoming) {
    return [
      section(`*Would you welcome a newcomer?* ${rules}`),
      actions(button(ids.welcome, 'Welcome a newcomer', { style: 'primary' })),
    ];
  }
  return [section(`*You would welcome a newcomer.* ${rules}`), actions(button(ids.unwelcome, 'No more for now'))];
}

function ownerBlocks({ counts, willing, unmatched, answers }: OwnerShown): Block[] {
  const { introduced, accepted, asked, coming } = counts;
  const pairs = `${figure(introduced)} introduced, ${figure(accepted)} about to meet, ${figure(asked)} where a colleague is being asked`;
  const without = unmatched.length > 0 ? `\n*Without a buddy yet:* ${people(unmatched, MOST_UNMATCHED)}` : '';
  return [
    section(
      `*For owners*\n*Pairs:* ${pairs}\n*Still to begin:* ${figure(coming)}\n*Colleagues who would welcome a newcomer:* ${figure(willing)}${without}`,
    ),
    ...answers.map(({ day, ask, given }) =>
      section(`*Day ${day}* · ${ask}\n${given.map(({ say, n }) => `${say}: ${figure(n)}`).join(' · ')}`),
    ),
    actions(button(ids.import, 'Add newcomers')),
    context(
      'Whoever joins the workspace is added without you. Answers are counted here once five people have given theirs.',
    ),
  ];
}

/** Buddies in App Home: one line, and the way to everything. */
export function buddiesHome(mine: MineShown): Block[] {
  return [section(`*Buddies*\n${homeLine(mine)}`, button(ids.open, 'See buddies'))];
}

function homeLine({ newcomer, pair, isWelcoming }: MineShown): string {
  if (newcomer?.pair) return `Your buddy is ${mention(newcomer.pair.buddyId)}.`;
  if (newcomer)
    return newcomer.state === 'declined'
      ? 'You’ve opted out of buddies.'
      : 'I’m looking for a buddy for you. You don’t need to do anything.';
  if (pair?.pair.state === 'asked') return 'A newcomer is looking for a buddy. Would it be you?';
  if (pair) return `You’re the buddy of ${mention(pair.pair.newcomerId)}.`;
  return isWelcoming ? 'You would welcome a newcomer. I ask you first.' : 'Would you welcome a newcomer now and then?';
}
