/** Something that somebody did, as `hands.ts` names it, in milliseconds since 1970. */
export type Deed = {
  what: string;
  at: number;
  /** Where it was done, if in a conversation. */
  channel: string | undefined;
  answered: Set<number>;
};

/** What really answers a deed of its reader. Whatever else comes just after one is unprompted. */
const answers: [deed: RegExp, message: RegExp][] = [
  [/./, /^That’s done, but I couldn’t show you/],
  // Refusals.
  [
    /^(submit|click) |^\/mentor /,
    /as many as I take|^(One of you has|You have another|The other has|That (time|week)|You already|Someone else|This talk began with a quiet ask)/,
  ],
  [/^\/mentor |requests\.ask/, /^No one can be asked about /],
  [/^submit requests\.ask-modal$/, /^(Finding someone for|Your request about) /],
  [/^submit office-hours\./, /^Your office hours on .* are open\./],
  [/^submit concerns\./, /^Your report of a concern/],
  [/^submit members\.profile$/, /^Saved\. /],
  [/^submit moments\.form$/, /^The moment in /],
  [/^submit settings\.save-/, /^Saved\./],
  [/^(submit members\.pause|\/mentor pause.*)$/, /^You’re on a break now\./],
  [/^click lessons\.(go|answer-\d|skip)$/, /lesson \d+ of \d+/],
  [/^submit reflections\.(answer|outcome)$/, /^Your reflection is kept|^Thank you/],
  [/^click requests\.accept$/, /^You accepted a quiet ask about /],
  // In the conversation of the two, of the one who did it.
  [/^click requests\.(accept|suits)$/, /asked|accepted|said yes/],
  [/^click sessions\.start$/, /it’s time|asked|accepted|clock is running/],
  [/^submit office-hours\.book/, /asked|accepted/],
  [/^submit office-hours\.book/, /^Booked: |^You’re in\. /],
  [/^submit knowledge\.form$/, /^Sent\. Your colleague reads it/],
  [/^submit sessions\.pick-time/, / picked <!date/],
  [/^submit sessions\.wrap-up/, /^Wrapped up: | added to the wrap-up above/],
  [/^(submit|click) buddies\./, /Meet|meet|introduc|line|wrote|writes|asks/],
];

/** Whether a message to somebody answers what they did a moment ago. One deed has each answer once. */
export function answersDeed(deeds: Deed[], text: string, now: number, within: number): boolean {
  for (const deed of deeds.toReversed()) {
    if (now - deed.at >= within) continue;
    const n = answers.findIndex(([what, message], i) => {
      return !deed.answered.has(i) && what.test(deed.what) && message.test(text);
    });
    if (n < 0) continue;
    deed.answered.add(n);
    return true;
  }
  return false;
}
