/** How well somebody knows a skill that they offer: 1 can help, 2 knows it well, 3 go-to person. */
export type Level = 1 | 2 | 3;

export const levelNames: Record<Level, string> = { 1: 'can help', 2: 'knows it well', 3: 'go-to person' };

/** Characters of a skill's name, and skills that a member may offer or want. */
export const LONGEST_SKILL = 60;

export const MOST_SKILLS = 50;

/** A skill's name as it is kept: one line without control or invisible characters or Slack markup. */
export function cleanSkillName(text: string): string {
  const line = text
    .replace(/<[^<>]*>|[<>]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, LONGEST_SKILL).join('').trim();
}
