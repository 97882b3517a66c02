import { actions, type Block, button, context, divider, type ModalView, modal, section } from '../../slack/blocks.ts';

export const ids = {
  open: 'privacy.open',
  send: 'privacy.send',
  goals: 'privacy.goals',
  delete: 'privacy.delete',
} as const;

/** What is kept and who sees it, with the two things that anybody can do about it. */
export function privacyModal(): ModalView {
  return modal({ callbackId: ids.open, title: 'Privacy' }, [
    section(
      '*What Bitewise keeps about you*\n• from Slack: your name, job title, time zone and language, and whether you’re a guest, an admin or no longer here\n• from you: skills, working hours, breaks, office hours, your learning goals, the lessons you took, whether you would welcome a newcomer, and whom you would rather not be matched with\n• from your sessions: what you asked for, when you talked, the recap and next steps you wrote, your reflections, whether it helped, stories that you let the newsletter tell, thanks, badges, and knowledge cards\n• as a newcomer or a buddy: who the other is, your first day, and your answers to check-ins',
    ),
    section(
      '*Who sees what*\n• *Everyone:* the skills you offer, and your name in the weekly digest if you left that on\n• *Others who search:* that a job title mentions what they look for; and where you ticked it when you asked, that someone helped with something like your goal, never the goal. “Stop using my goals” takes that back\n• *The colleague you talk with:* your goal, the recap and the next steps\n• *Everyone, without your name:* knowledge cards that you both approved, until one of you withdraws them\n• *Only you:* your learning goals, your reflections that you didn’t let the newsletter tell, your answers to check-ins, whom you would rather not be matched with, and that you said “not now”\n• *No one:* what you write in your sessions stays in Slack; Bitewise doesn’t keep it',
    ),
    section(
      '*For how long*\nUntil you delete it, and no longer than this: goals of your requests, recaps, next steps, reflections and thanks 12 months, that a session took place two years, requests that you said no to 90 days. Logs are deleted automatically: what came in from Slack after 7 days, finished tasks after 30, the list of messages to you after 90. Thirty days after someone leaves, they’re only “a former member”.',
    ),
    divider(),
    ...buttons(),
  ]);
}

function buttons(): Block[] {
  const confirm = {
    title: 'Delete your data?',
    text: 'Skills, goals, recaps, next steps, reflections, knowledge cards and thanks are deleted, and what is open is cancelled. This can’t be undone.',
    confirm: 'Delete my data',
    deny: 'Keep it',
  };
  return [
    actions(
      button(ids.send, 'Send me my data'),
      button(ids.goals, 'Stop using my goals'),
      button(ids.delete, 'Delete my data', { style: 'danger', confirm }),
    ),
    context(
      'After a deletion your colleagues keep that a session took place, without your name and words. What Bitewise wrote about you in Slack is edited or deleted within minutes; what people typed themselves stays. No one is matched with you until you come back.',
    ),
  ];
}

/** After “Send me my data”. */
export function onItsWay(): ModalView {
  return done('Your data is on its way: in a moment it is a file in our direct messages.');
}

/** After “Stop using my goals”. */
export function goalsWithdrawn(): ModalView {
  return done('Done. No goal of yours leads anyone to a colleague any more. You can allow it again when you ask.');
}

/** After “Delete my data”. */
export function deleted(): ModalView {
  return done(
    'Your data is deleted, and what was open is cancelled. Messages of mine about you are being edited. No one is matched with you and I don’t write to you. If you ever want to come back, type `/mentor resume` or open my Home tab.',
  );
}

function done(text: string): ModalView {
  return modal({ callbackId: ids.open, title: 'Privacy' }, [section(text)]);
}

/** What is said with the file. */
export function fileWords(): { title: string; comment: string } {
  return {
    title: 'What Bitewise keeps about you',
    comment: 'This is everything that Bitewise keeps about you. Other people appear by their Slack id only.',
  };
}
