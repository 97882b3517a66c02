import { describe, expect, it } from 'vitest';
import { parseSkillFile, readSkillFiles } from '../../../src/features/skills/service/skill-files.ts';

describe('Our own skill files', () => {
  it('hold at least 600 skills with 2,500 aliases, each label meaning one skill only', () => {
    const skills = readSkillFiles();
    expect(skills.length).toBeGreaterThanOrEqual(600);
    expect(skills.flatMap((skill) => skill.aliases).length).toBeGreaterThanOrEqual(2500);
  });

  it('name file and line of what is wrong', () => {
    const text = '- name: Kanban\n- name: Scrum\n  aliases: [1, sprints]\n- nam: Jira\n';
    expect(parseSkillFile('x.yml', text).problems).toEqual([
      'content/skills/x.yml:3 aliases 0 must be text; put it in quotes',
      expect.stringMatching(/^content\/skills\/x\.yml:4 /),
      expect.stringMatching(/^content\/skills\/x\.yml:4 /),
    ]);
    expect(parseSkillFile('x.yml', 'name: [').problems[0]).toMatch(/^content\/skills\/x\.yml:1 /);
  });
});
