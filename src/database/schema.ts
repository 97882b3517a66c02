import type {
  BuddyCheckInTable,
  BuddyNewcomerTable,
  BuddyPairTable,
  BuddyWillingTable,
} from '../features/buddies/tables.ts';
import type { ConcernCopyTable, ConcernEventTable, ConcernTable } from '../features/concerns/tables.ts';
import type { ActionTable } from '../features/follow-ups/tables.ts';
import type { GoalNewsTable, GoalTable, SkillQuestionTable } from '../features/goals/tables.ts';
import type { InstallationTable, InstalledWorkspaceTable } from '../features/installations/tables.ts';
import type { KnowledgeCardTable, KnowledgeHelpTable } from '../features/knowledge/tables.ts';
import type { LaunchPostTable } from '../features/launch-kit/tables.ts';
import type { CourseTable, LessonStepTable } from '../features/lessons/tables.ts';
import type { ExposureTable, HintTable, ProfileChangeTable, ShownMentorTable } from '../features/matching/tables.ts';
import type { MemberBlockTable, MemberTable, QuietBlockTable } from '../features/members/tables.ts';
import type { ToldMetricsTable } from '../features/metrics/tables.ts';
import type { MomentHostTable, MomentShareTable, MomentTable, MomentTurnTable } from '../features/moments/tables.ts';
import type { NewsletterTable, StoryTable } from '../features/newsletter/tables.ts';
import type {
  BookingTable,
  OfficeHoursGuestTable,
  OfficeHoursSkillTable,
  OfficeHoursSkipTable,
  OfficeHoursTable,
} from '../features/office-hours/tables.ts';
import type { ErasureTable } from '../features/privacy/tables.ts';
import type { ContactTable, PromptTable } from '../features/prompts/tables.ts';
import type {
  PulseAnswerTable,
  PulseAskedTable,
  PulseBoxTable,
  PulseRoundTable,
  PulseWordsTable,
} from '../features/pulses/tables.ts';
import type { QuotaUseTable } from '../features/quotas/tables.ts';
import type { InvitationTable, MomentumRoundTable } from '../features/re-engagement/tables.ts';
import type {
  BadgeTable,
  DigestTable,
  MemberBreakTable,
  RecognitionChoiceTable,
  ThanksTable,
} from '../features/recognition/tables.ts';
import type { OutcomeTable, ReflectionTable } from '../features/reflections/tables.ts';
import type { OfferTable, QuietSuspensionTable, RequestTable, ToldHelperTable } from '../features/requests/tables.ts';
import type { ReviewAdjustmentTable, ReviewTable } from '../features/reviews/tables.ts';
import type { PlannedTimeTable, SessionTable } from '../features/sessions/tables.ts';
import type { WorkspaceTable } from '../features/settings/tables.ts';
import type { MemberSkillTable, SkillAliasTable, SkillApartTable, SkillTable } from '../features/skills/tables.ts';
import type { SuggestionTable, SuggestionTellTable } from '../features/suggestions/tables.ts';
import type { TechniqueTable } from '../features/technique/tables.ts';
import type { InboxTable, JobTable } from '../jobs/tables.ts';

/** Every table, for Kysely. Instants are text (time.ts), flags are 0 or 1, JSON is text. */
export type Schema = {
  workspace: WorkspaceTable;
  installation: InstallationTable;
  installed_workspace: InstalledWorkspaceTable;
  member: MemberTable;
  member_block: MemberBlockTable;
  quiet_block: QuietBlockTable;
  quiet_suspension: QuietSuspensionTable;
  concern: ConcernTable;
  concern_copy: ConcernCopyTable;
  concern_event: ConcernEventTable;
  skill: SkillTable;
  member_skill: MemberSkillTable;
  skill_alias: SkillAliasTable;
  skill_apart: SkillApartTable;
  hint: HintTable;
  exposure: ExposureTable;
  shown_mentor: ShownMentorTable;
  profile_change: ProfileChangeTable;
  request: RequestTable;
  offer: OfferTable;
  told_helper: ToldHelperTable;
  session: SessionTable;
  planned_time: PlannedTimeTable;
  technique: TechniqueTable;
  action: ActionTable;
  course: CourseTable;
  goal: GoalTable;
  goal_news: GoalNewsTable;
  skill_question: SkillQuestionTable;
  lesson_step: LessonStepTable;
  reflection: ReflectionTable;
  outcome: OutcomeTable;
  knowledge_card: KnowledgeCardTable;
  knowledge_help: KnowledgeHelpTable;
  moment: MomentTable;
  moment_host: MomentHostTable;
  moment_turn: MomentTurnTable;
  moment_share: MomentShareTable;
  office_hours: OfficeHoursTable;
  office_hours_skill: OfficeHoursSkillTable;
  office_hours_guest: OfficeHoursGuestTable;
  office_hours_skip: OfficeHoursSkipTable;
  booking: BookingTable;
  thanks: ThanksTable;
  digest: DigestTable;
  momentum_round: MomentumRoundTable;
  invitation: InvitationTable;
  suggestion: SuggestionTable;
  suggestion_tell: SuggestionTellTable;
  review: ReviewTable;
  review_adjustment: ReviewAdjustmentTable;
  pulse_round: PulseRoundTable;
  pulse_asked: PulseAskedTable;
  pulse_box: PulseBoxTable;
  pulse_answer: PulseAnswerTable;
  pulse_words: PulseWordsTable;
  launch_post: LaunchPostTable;
  story: StoryTable;
  newsletter: NewsletterTable;
  badge: BadgeTable;
  recognition_choice: RecognitionChoiceTable;
  member_break: MemberBreakTable;
  buddy_willing: BuddyWillingTable;
  buddy_newcomer: BuddyNewcomerTable;
  buddy_pair: BuddyPairTable;
  buddy_check_in: BuddyCheckInTable;
  prompt: PromptTable;
  contact: ContactTable;
  told_metrics: ToldMetricsTable;
  erasure: ErasureTable;
  quota_use: QuotaUseTable;
  job: JobTable;
  inbox: InboxTable;
};
