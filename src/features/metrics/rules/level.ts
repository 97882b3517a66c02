const SENIOR = /\b(senior|sr|lead|principal|staff|head|director|manager|chief|vp|president|partner)\b/i;
const EARLY = /\b(junior|jr|trainee|intern|apprentice|graduate|student)\b/i;

/** How far along somebody is, roughly: named as a leader by owners, or by words of their title; '' for no title. */
export function levelOf(title: string, isLeader: boolean): string {
  if (isLeader) return 'leaders';
  if (title.trim() === '') return '';
  if (SENIOR.test(title)) return 'senior by title';
  return EARLY.test(title) ? 'early by title' : 'others';
}
