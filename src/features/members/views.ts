import { capital } from '../../capital.ts';
import type { Content } from '../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  choice,
  context,
  dateText,
  divider,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../slack/blocks.ts';
import { dateField, lookupField, peopleField, timeField } from '../../slack/fields.ts';
import { daysField } from '../../slack/weekdays.ts';
import { type Level, LONGEST_SKILL, MOST_SKILLS } from '../skills/rules/names.ts';
import { formats, lengths, type Member } from './rules/index.ts';
import { fields, MOST_BLOCKED, MOST_CAPACITY, type Standing } from './rules/profile.ts';

export const ids = {
  openProfile: 'members.openProfile',
  profile: 'members.profile',
  skill: 'members.skill',
  openPause: 'members.openPause',
  pause: 'members.pause',
  resume: 'members.resume',
} as const;

const levelLabels: Record<Level, string> = {
  3: 'I’m the go-to person for',
  2: 'I know well',
  1: 'I can help with',
};

export type ProfileData = {
  member: Pick<
    Member,
    | 'workStart'
    | 'workEnd'
    | 'workDays'
    | 'otherHours'
    | 'capacity'
    | 'formats'
    | 'usualMinutes'
    | 'inDigest'
    | 'zone'
    | 'department'
  >;
  skills: { offers: { name: string; level: Level }[]; wants: { name: string }[] };
  suggested: string[];
  blocked: string[];
};

/** The form for skills, hours and habits. `answer` asks for a word in the DM after it was saved. */
export function profile(data: ProfileData, answer: boolean): ModalView {
  const { member } = data;
  return modal({ callbackId: ids.profile, title: 'Skills and hours', submit: 'Save', metadata: { answer } }, [
    ...skillBlocks(data),
    divider(),
    ...dayBlocks(member),
    ...habitBlocks(member),
    divider(),
    ...othersBlocks(data),
  ]);
}

function dayBlocks(member: ProfileData['member']): Block[] {
  return [
    input(fields.start, 'My working day starts at', timeField(member.workStart), { hint: `Time zone: ${member.zone}` }),
    input(fields.end, 'and ends at', timeField(member.workEnd), {
      hint: 'A night shift ends before it starts: 22:00 and 06:00.',
    }),
    input(fields.days, 'Working days', daysField(member.workDays)),
    input(fields.otherDays, 'Days with other hours', daysField(member.otherHours?.days ?? []), {
      optional: true,
      hint: 'If you work part-time on some days. Give their hours below.',
    }),
    input(fields.otherStart, 'These days start at', timeField(member.otherHours?.start), { optional: true }),
    input(fields.otherEnd, 'and end at', timeField(member.otherHours?.end), { optional: true }),
  ];
}

function habitBlocks(member: ProfileData['member']): Block[] {
  return [
    input(fields.capacity, 'Sessions a week as a mentor, at most', choice(capacities(), String(member.capacity))),
    input(fields.formats, 'I like to talk by', checkboxes(formats.map(formatOption), member.formats)),
    input(fields.minutes, 'Usual length', choice(lengths.map(minuteOption), String(member.usualMinutes))),
    input(fields.department, 'Department', textField({ initial: member.department, max: LONGEST_SKILL }), {
      optional: true,
      hint: 'Used to recognise help across departments.',
    }),
  ];
}

/** What others come to see of somebody, and whom they would rather not meet. */
function othersBlocks({ member, blocked }: ProfileData): Block[] {
  return [
    input(fields.blocked, 'I would rather not be matched with', peopleField('No one', blocked, MOST_BLOCKED), {
      optional: true,
      hint: 'Only you see this. It works both ways, and no one is told.',
    }),
    input(
      fields.digest,
      'Weekly digest',
      checkboxes([option('Show me in the digest', 'yes')], member.inDigest ? ['yes'] : []),
      {
        optional: true,
      },
    ),
  ];
}

function skillBlocks({ skills, suggested }: ProfileData): Block[] {
  const chosen = (level: Level) => skills.offers.filter((s) => s.level === level).map((s) => s.name);
  const isFirst = skills.offers.length === 0 && suggested.length > 0;
  const initial = (level: Level) => (isFirst && level === 1 ? suggested : chosen(level));
  const field = (blockId: string, label: string, names: string[]) =>
    input(
      blockId,
      label,
      lookupField(
        ids.skill,
        'Type a skill',
        names.map((name) => option(name, name)),
        MOST_SKILLS,
      ),
      { optional: true },
    );
  return [
    context(
      isFirst
        ? 'Your job title suggests the skills under “I can help with”. Keep what is right and move or remove the rest.'
        : 'Colleagues who look for one of these skills find you. A skill that isn’t in the list can be added.',
    ),
    ...([3, 2, 1] as const).map((level) => field(fields.offers[level], levelLabels[level], initial(level))),
    field(
      fields.wants,
      'I would like to learn',
      skills.wants.map((s) => s.name),
    ),
  ];
}

const formatOption = (format: string) => option(capital(format), format);
const minuteOption = (minutes: number) => option(`${minutes} minutes`, String(minutes));

function capacities() {
  return Array.from({ length: MOST_CAPACITY + 1 }, (_, n) => option(n === 0 ? 'None' : String(n), String(n)));
}

/** The options of the skill fields. */
export function skillOptions(choices: { name: string; isNew: boolean }[]) {
  return choices.map(({ name, isNew }) => option(isNew ? `Add “${name}”` : name, name));
}

/** After the profile was saved, with what comes of it now. */
export function profileSaved(standing: Standing): Content {
  return { text: `Saved. ${afterSaving[standing]}` };
}

const afterSaving: Record<Standing, string> = {
  found: 'Colleagues who look for one of your skills can find you now.',
  'on a break': 'You’re on a break, so no one asks you until you’re back.',
  'nothing offered': 'You offer no skill, so no one asks you. `/mentor skills` adds one whenever you like.',
  'no sessions': 'With “None” as sessions a week no one asks you.',
};

/** Asks until when somebody wants to pause. */
export function pauseModal(): ModalView {
  return modal({ callbackId: ids.pause, title: 'Take a break', submit: 'Pause', close: 'Cancel' }, [
    section('While you are on a break no one is matched with you, and Bitewise doesn’t write to you.'),
    input('until', 'Back on', dateField('Until I resume'), {
      optional: true,
      hint: 'Leave it empty to pause until you resume.',
    }),
  ]);
}

/** The answer to a pause; without `until` it lasts until they resume. */
export function paused(until: Temporal.Instant | undefined): Content {
  const end = until ? `until ${dateText(until, '{date_long_pretty}')}` : 'until you resume';
  return {
    text: 'You’re on a break now.',
    blocks: [
      section(`You’re on a break ${end}. No one is matched with you and I’ll keep quiet. Enjoy the time.`),
      actions(button(ids.resume, 'Resume now')),
    ],
  };
}

/** The answer to a resume. */
export function resumed(wasPaused: boolean): Content {
  return {
    text: wasPaused
      ? 'Welcome back. Colleagues can find you again.'
      : 'You aren’t on a break. Colleagues can find you.',
  };
}
