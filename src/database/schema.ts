import type {
  BuddyCheckInTable,
  BuddyNewcomerTable,
  BuddyPairTable,
  BuddyWillingTable,
} from '../features/buddies/store.ts';
import type { ActionTable } from '../features/follow-ups/store.ts';
import type { GoalNewsTable } from '../features/goals/store/news.ts';
import type { SkillQuestionTable } from '../features/goals/store/questions.ts';
import type { GoalTable } from '../features/goals/store.ts';
import type { KnowledgeCardTable, KnowledgeHelpTable } from '../features/knowledge/store.ts';
import type { LaunchPostTable } from '../features/launch/store.ts';
import type { CourseTable, LessonStepTable } from '../features/lessons/store.ts';
import type {
  ExposureTable,
  HintTable,
  ProfileChangeTable,
  SkillAliasTable,
  SkillApartTable,
} from '../features/matching/store.ts';
import type { MemberBlockTable, MemberSkillTable, MemberTable, SkillTable } from '../features/members/store.ts';
import type { MomentHostTable, MomentShareTable, MomentTable, MomentTurnTable } from '../features/moments/store.ts';
import type { InvitationTable, MomentumRoundTable } from '../features/momentum/store.ts';
import type { StoryTable } from '../features/newsletter/store/stories.ts';
import type { NewsletterTable } from '../features/newsletter/store.ts';
import type {
  BookingTable,
  OfficeHoursGuestTable,
  OfficeHoursSkillTable,
  OfficeHoursSkipTable,
  OfficeHoursTable,
} from '../features/office-hours/store.ts';
import type { ErasureTable } from '../features/privacy/store/erasures.ts';
import type { ContactTable, PromptTable } from '../features/prompts/store.ts';
import type { QuotaUseTable } from '../features/quotas/tables.ts';
import type { BadgeTable, MemberBreakTable, RecognitionChoiceTable } from '../features/recognition/store/badges.ts';
import type { DigestTable, ThanksTable } from '../features/recognition/store.ts';
import type { OutcomeTable, ReflectionTable } from '../features/reflections/store.ts';
import type { OfferTable, RequestTable } from '../features/requests/store.ts';
import type { ToldHelperTable } from '../features/requests/told-store.ts';
import type { SessionTable } from '../features/sessions/store.ts';
import type { WorkspaceTable } from '../features/settings/store.ts';
import type { TechniqueTable } from '../features/technique/store.ts';
import type { InboxTable, JobTable } from '../jobs/store.ts';

/** Every table, for Kysely. Instants are text (time.ts), flags are 0 or 1, JSON is text. */
export type Schema = {
  workspace: WorkspaceTable;
  member: MemberTable;
  member_block: MemberBlockTable;
  skill: SkillTable;
  member_skill: MemberSkillTable;
  skill_alias: SkillAliasTable;
  skill_apart: SkillApartTable;
  hint: HintTable;
  exposure: ExposureTable;
  profile_change: ProfileChangeTable;
  request: RequestTable;
  offer: OfferTable;
  told_helper: ToldHelperTable;
  session: SessionTable;
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
  erasure: ErasureTable;
  quota_use: QuotaUseTable;
  job: JobTable;
  inbox: InboxTable;
};
