import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { getSettings } from '../../settings/service.ts';
import type { Level } from '../../skills/rules/names.ts';
import type { Member } from '../rules/index.ts';
import { allMemberRows, insertStranger, memberRows } from '../store/index.ts';
import { toMember } from '../store/read.ts';
import { heldSkills } from '../store/skills.ts';

/** Reads one person from Slack's directory. */
export const learnJob = jobKind('members.learn', z.object({ memberId: z.string() }));

export async function getMember(tx: Tx, id: string): Promise<Member | undefined> {
  return (await getMembers(tx, [id])).get(id);
}

/** Those of `ids` who are known, by id. */
export async function getMembers(tx: Tx, ids: string[]): Promise<Map<string, Member>> {
  const rows = await memberRows(tx, [...new Set(ids)]);
  if (rows.length === 0) return new Map();
  const { zone } = await getSettings(tx);
  return new Map(rows.map((row) => [row.id, toMember(row, zone)]));
}

/** A member with the short name of their account. */
export type Named = { member: Member; handle: string };

/** Everybody in the workspace, those who left included. */
export async function everybody(tx: Tx): Promise<Named[]> {
  const { zone } = await getSettings(tx);
  return (await allMemberRows(tx)).map((row) => ({ member: toMember(row, zone), handle: row.handle }));
}

/** A member; one whom nobody has met yet is added with defaults, and Slack's directory is asked about them. */
export async function requireMember(tx: Tx, id: string): Promise<Member> {
  // To add somebody who is there waits, on PostgreSQL, for whoever writes to their row: those who are known are only read.
  const known = await getMember(tx, id);
  if (known) return known;
  if (await insertStranger(tx, id, 'A colleague')) await enqueue(tx, learnJob, { memberId: id });
  const member = await getMember(tx, id);
  if (!member) throw new Error(`Member ${id} could not be added`);
  return member;
}

export type Skills = {
  offers: { skillId: string; name: string; level: Level }[];
  wants: { skillId: string; name: string }[];
};

/** What a member offers, best known first, and wants. */
export async function skillsOf(tx: Tx, memberId: string): Promise<Skills> {
  const held = await heldSkills(tx, memberId);
  const pick = (kind: 'offers' | 'wants') => held.filter((s) => s.kind === kind);
  return {
    offers: pick('offers').map(({ skillId, name, level }) => ({ skillId, name, level })),
    wants: pick('wants').map(({ skillId, name }) => ({ skillId, name })),
  };
}
