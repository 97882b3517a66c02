import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const period = z.object({ from: z.string(), to: z.string() });
const ofReader = period.extend({ memberId: z.string() });

/** Draws a report and puts it into an owner's messages. */
export const drawJob = jobKind('reports.draw', ofReader);
/** What it found, or that it is being worked out; edited once it is. */
export const cardJob = jobKind('reports.card', ofReader);
export const editJob = jobKind('reports.card-edit', ofReader.extend({ channel: z.string(), ts: z.string() }));
/** A month is over. */
export const dueJob = jobKind('reports.due', z.object({}));
/** Works out the figures of a period before owners are told of it. */
export const prepareJob = jobKind('reports.prepare', period);
/** Works out the figures of the last months, for the lines of bars in Home. */
export const monthsJob = jobKind('reports.months', z.object({}));
/** Prompt to an owner: what the month or the quarter shows. */
export const readyPrompt = jobKind('reports.ready', ofReader);
