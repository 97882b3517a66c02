/** How a reader knows a message for what it is; what comes together with something else is known too. */
export type Sign = {
  looks: RegExp;
  /** The group of messages, as the modal “Messages to me” names it, with which it is switched off. */
  group: string;
};

export const signs: Sign[] = [
  { looks: /"reflections\.reflect"/, group: 'reflections' },
  { looks: /"reflections\.yes"/, group: 'outcomes' },
  { looks: /"follow-ups\.done"/, group: 'actions' },
  { looks: /"lessons\.answer-1"/, group: 'lessons' },
  {
    looks: /Something new fits your learning goals|The day that you set for a goal has come|"reflections\.goals-fit"/,
    group: 'goals',
  },
  {
    looks:
      /You’ve used what you learned about|Would you still help with these\?|Colleagues find you for what you still/,
    group: 'passing-on',
  },
  {
    looks: /"(?:Office hours: \*|\*?Your office hours[, ]|To your office hours comes|In your office hours this place)/,
    group: 'office-hours',
  },
  { looks: /"moments\.not-this-time"/, group: 'moments' },
  {
    looks: /\*A knowledge card\?\*|"The words of your card about|"Your card about|Your knowledge cards helped/,
    group: 'knowledge',
  },
  { looks: /It’s up to you, and I won’t ask again\./, group: 'asked-to-help' },
  { looks: /Twenty minutes with a colleague\?/, group: 'quiet' },
  { looks: /"pulses\.rest"/, group: 'pulse' },
  {
    looks:
      /"buddies\.(?:accept|meet|answer-1)"|\*Day \d+ for <@|no longer (?:the|their) buddy|can’t be your buddy any more/,
    group: 'buddies',
  },
  { looks: /A badge for you: /, group: 'badges' },
  { looks: /\*? thanks you[.:]|\* used what (?:you|they)|did what you two agreed on/, group: 'news' },
  { looks: /\*(?:The owners have heard|Your suggestion is done|The owners won’t take)/, group: 'suggestions' },
  { looks: /"newsletter\.(?:yes|no)"/, group: 'stories' },
  {
    looks:
      /"reports\.plots"|\*The newsletter about \w+ \d{4}(?: is|:\*)|\*It’s quieter than usual: |\*The pulse is closed\. |\*I found no buddy yet|suggestions? waits? for your answer|time for a review|The review of /,
    group: 'owners',
  },
];
