import { capital } from '../../../capital.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  dateText,
  divider,
  escaped,
  type HomeView,
  header,
  home,
  input,
  type ModalView,
  modal,
  oneLine,
  option,
  section,
} from '../../../slack/blocks.ts';
import { ids as settings } from '../../admin/views/settings.ts';
import { buddiesHome, type MineShown } from '../../buddies/views/index.ts';
import { ids as calendar } from '../../calendar/views/index.ts';
import { reportButton } from '../../care/views.ts';
import { ids as concerns } from '../../concerns/views/index.ts';
import { goalsHome, type HomeGoal } from '../../goals/views/index.ts';
import { type CardCounts, cardsHome } from '../../knowledge/views.ts';
import type { Progress } from '../../lessons/rules.ts';
import { lessonsHome } from '../../lessons/views.ts';
import { NO_END } from '../../members/rules/index.ts';
import { ids as members } from '../../members/views.ts';
import { ids as momentIds } from '../../moments/views/index.ts';
import { keptBlocks, type ListData, ids as officeHoursIds, ownBlocks } from '../../office-hours/views/index.ts';
import { ids as privacy } from '../../privacy/views.ts';
import { recognitionPart } from '../../recognition/views/index.ts';
import { ids as record } from '../../record/views/index.ts';
import { ids as requests } from '../../requests/views/index.ts';
import { type Level, levelNames } from '../../skills/rules/names.ts';
import { suggestButton } from '../../suggestions/views/index.ts';
import { promptGroups, themes } from '../rules.ts';
import { type OwnerShown, ownerPart } from './owners.ts';
import { type Waiting, waiting } from './waiting.ts';

export const ids = { reminders: 'home.reminders', chooseReminders: 'home.choose-reminders' } as const;

/** Skills of one level that are named before "and 7 more". */
const MOST_NAMED = 15;

export type HomeShown = Waiting & {
  name: string;
  isErased: boolean;
  pausedUntil: Temporal.Instant | undefined;
  /** They have not said yet what they know. */
  isNew: boolean;
  /** What owners see besides; undefined for anybody else. */
  owner: OwnerShown | undefined;
  /** They read reports of a concern. */
  isReader: boolean;
  skills: { offers: { name: string; level: Level }[]; wants: { name: string }[] };
  recognition: { badges: string[]; hasBoard: boolean };
  officeHours: Pick<ListData, 'own' | 'kept'>;
  goals: HomeGoal[];
  lessons: Progress[];
  /** Undefined where there are no buddies. */
  buddies: MineShown | undefined;
  cards: CardCounts;
};

/** A member's App Home. */
export function homeView(data: HomeShown): HomeView {
  if (data.isErased) return home(erased());
  return home([
    ...top(data),
    ...waiting(data),
    ...(data.owner ? [divider(), ...ownerPart(data.owner)] : []),
    divider(),
    ...officeHours(data),
    divider(),
    ...(data.buddies ? [...buddiesHome(data.buddies), divider()] : []),
    ...skills(data),
    divider(),
    ...goalsHome(data.goals),
    ...lessonsHome(data.lessons),
    ...cardsHome(data.cards),
    divider(),
    ...recognitionPart(data.recognition),
    divider(),
    ...foot(data),
  ]);
}

function erased(): Block[] {
  return [
    header('Your data is deleted'),
    section('No one is matched with you, and Bitewise doesn’t write to you. You can come back whenever you like.'),
    actions(button(members.resume, 'Come back', { style: 'primary' }), button(privacy.open, 'Privacy')),
  ];
}

function top({ name, pausedUntil, isNew }: HomeShown): Block[] {
  const find = button(requests.find, 'Find a mentor', { style: 'primary' });
  const hello = header(`Hello, ${oneLine(name, 80)}`);
  if (pausedUntil) {
    const end = Temporal.Instant.compare(pausedUntil, NO_END) < 0 ? `until ${day(pausedUntil)}` : 'until you resume';
    const text = `*You’re on a break ${end}.* No one is matched with you, and I don’t write to you.`;
    return [hello, section(text), actions(button(members.resume, 'Resume now', { style: 'primary' }), find)];
  }
  const pause = button(members.openPause, 'Take a break');
  if (!isNew) return [hello, section('What would you like to get better at?'), actions(find, pause)];
  return [
    hello,
    section(
      'Bitewise finds a colleague who knows, for a talk of about twenty minutes. Two ways to begin:\n• *Ask:* press “Find a mentor”, or type `/mentor` and a topic anywhere.\n• *Help:* say what you know, so that colleagues can ask you. It takes a minute.',
    ),
    actions(find, button(members.openProfile, 'Add my skills'), pause),
  ];
}

const day = (at: Temporal.Instant) => dateText(at, '{date_long_pretty}');

/** Places and office hours of one's own, as many of each as fit beside everything else. */
function officeHours({ officeHours: { own, kept } }: HomeShown): Block[] {
  return [
    section('*Office hours*\nColleagues set time aside, and you come to them.'),
    ...keptBlocks(kept, officeHoursIds.cancel, 3),
    ...ownBlocks(own, { skip: officeHoursIds.skip, end: officeHoursIds.end }, 2),
    actions(
      button(officeHoursIds.list, 'See office hours'),
      button(officeHoursIds.hold, 'Hold office hours'),
      button(momentIds.list, 'Moments in channels'),
    ),
  ];
}

function skills({ skills: { offers, wants } }: HomeShown): Block[] {
  const edit = button(members.openProfile, 'Edit', { label: 'Edit my skills and hours' });
  const lines = ([3, 2, 1] as const).flatMap((level) => {
    const names = offers.filter((s) => s.level === level).map((s) => s.name);
    return names.length === 0 ? [] : [`*${capital(levelNames[level])}:* ${named(names)}`];
  });
  if (wants.length > 0) lines.push(`*Wants to learn:* ${named(wants.map((s) => s.name))}`);
  const text = lines.length > 0 ? lines.join('\n') : 'None yet. Everyone knows something that a colleague needs.';
  return [section(`*My skills and hours*\n${text}`, edit)];
}

function named(names: string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => escaped(oneLine(name, 60)));
  const left = names.length - shown.length;
  return shown.join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** The switches of what may come unprompted; `wanted` are the names of the groups that are on. */
export function remindersModal(wanted: string[]): ModalView {
  return modal({ callbackId: ids.chooseReminders, title: 'Messages to me', submit: 'Save', close: 'Cancel' }, [
    section(
      'Tick what I may write to you about. At most three messages a day, in your working hours. Questions from colleagues and your sessions come always.',
    ),
    ...themes.map((theme) => {
      const groups = promptGroups.filter((group) => group.theme === theme.name);
      const options = groups.map(({ name, label }) => option(label, name));
      return input(theme.name, theme.label, checkboxes(options, wanted), { optional: true });
    }),
  ]);
}

function foot({ owner: isOwner, isReader }: HomeShown): Block[] {
  const reader = isReader ? [button(concerns.list, 'Reports')] : [];
  const owner = isOwner ? [button(settings.open, 'Settings'), button(settings.owners, 'For owners')] : [];
  const own = [
    button(calendar.open, 'My calendar'),
    button(record.open, 'My growth record'),
    button(ids.reminders, 'Messages to me'),
    button(privacy.open, 'Privacy'),
    suggestButton(),
    reportButton(),
  ];
  return [actions(...own, ...owner, ...reader)];
}
