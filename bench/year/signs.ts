/** How a reader knows a message for what it is. */
export type Sign = {
  looks: RegExp;
  /** The group of messages, as the modal “Messages to me” names it, with which it is switched off. */
  group?: string;
  /** It answers something that its reader asked for or is in the middle of, so it may come whenever the answer is there. */
  isAwaited?: boolean;
};

export const signs: Sign[] = [
  { looks: /"reflections\.reflect"/, group: 'reflections' },
  { looks: /"reflections\.yes"/, group: 'outcomes' },
  { looks: /"follow-ups\.done"/, group: 'actions' },
  { looks: /"lessons\.answer-1"/, group: 'lessons' },
  { looks: /^Office hours: |^Your office hours, |To your office hours comes/, group: 'office-hours' },
  { looks: /"moments\.not-this-time"/, group: 'moments' },
  { looks: /A badge for you: /, group: 'badges' },
  { looks: /thanks you[.:*]/, group: 'news' },
  { looks: /You have used what you learned about/, group: 'passing-on' },
  { looks: /"buddies\.(?:accept|answer-1)"/, group: 'buddies' },
  { looks: /"newsletter\.yes"/, group: 'stories' },
];
