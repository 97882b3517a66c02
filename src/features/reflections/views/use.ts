import type { Content } from '../../../jobs/define.ts';
import { escaped, quote, section } from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import type { Outcome } from '../rules.ts';

export type OutcomeView = {
  sessionId: string;
  mentor: string;
  mentee: string;
  topic: string | undefined;
  /** What it takes to ask the mentor about the same again; undefined when they or the topic are gone. */
  talkAgain: { skillId: string; mentorId: string } | undefined;
  outcome: Outcome | undefined;
  canChange: boolean;
};

/** Tells the mentor that it was of use, in the mentee's own words if they wrote any for them. */
export function useNews({ sessionId, mentee, topic, outcome }: OutcomeView): Content {
  const about = topic === undefined ? 'what you two talked about' : `what you showed them about ${escaped(topic)}`;
  const detail = outcome?.detail ?? '';
  return {
    text: `${escaped(mentee)} used ${about}.`,
    blocks: [
      section(`*${escaped(mentee)}* used ${about}. Thank you.`, reportButton({ kind: 'session', id: sessionId })),
      ...(detail === '' ? [] : [quote(detail)]),
    ],
  };
}
