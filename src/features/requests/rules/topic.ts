import { cleanSkillName } from '../../members/rules.ts';

/** Characters in which a topic is looked for; what comes after is taken for an explanation. */
const LONGEST_SEARCH = 300;
/** Characters of an explanation that are carried over into the goal. */
const LONGEST_REST = 400;

/** What Slack's mark-up says to a reader: `<@U1>` somebody, `<url|label>` its label, `&amp;` an ampersand. */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/<!(?:subteam\^[^|>]*\|)?@?([^|>^]*)(?:\^[^>]*)?(?:\|[^>]*)?>/g, '@$1')
    .replace(/<#[^|>]*\|([^>]+)>/g, '#$1')
    .replace(/<[@#][^|>]*(?:\|([^>]*))?>/g, (_, name?: string) => (name ? `@${name}` : '…'))
    .replace(/<([^|>@#!][^|>]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label || url)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\p{Cc}--[\n]]/gv, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
}

/** One line of text in which a topic can be looked for; undefined when it has no letter and no number. */
export function searchable(text: string): string | undefined {
  const line = readable(text)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(line) ? line.slice(0, LONGEST_SEARCH).toWellFormed() : undefined;
}

/** The name under which a topic that is not known yet would be kept. */
export function topicName(text: string): string {
  return cleanSkillName(searchable(text) ?? '');
}

/** What was said beyond the topic, as the start of a goal. */
export function explanation(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REST).toWellFormed();
}

const greeting =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|please|thanks?|thank you|so|ok(?:ay)?)\b[\s,.!:-]*/i;
const asking =
  /^(?:(?:who(?:'s| is)?|does|do|is there|are there|can|could|would|may)\b(?:\s+(?:here|anyone|anybody|someone|somebody|you|i|we|please|with|ask|find|talk to))*|i(?:'m| am)? (?:need|want|look(?:ing)? for|would like|search(?:ing)? for)|looking for|find|need|show me|any|anyone|anybody|someone|somebody)\b\s*/i;
const offering =
  /^(?:me|us|a|an|some|to|help|helps?|mentors?|experts?|people|person|somebody|someone|anyone|anybody|who|that|knows?|knowing|learn(?:ing)?|talk|teach(?:es)?|explains?|good|experienced|with|about|on|for|in|at|of|around|using|use|my|the|know-how)\b\s*/i;

/** A question to the app without the words around its topic: "who knows terraform?" is about terraform. */
export function withoutFiller(text: string): string {
  let rest = text.replace(/<@[^>]*>/g, ' ').trim();
  for (let cut = drop(rest, greeting); cut !== rest; cut = drop(rest, greeting)) rest = cut;
  const asked = drop(rest, asking);
  if (asked !== rest)
    for (let cut = drop(asked, offering); ; cut = drop(rest, offering)) {
      if (cut === rest) break;
      rest = cut;
    }
  return rest.replace(/(?:[\s,]+(?:please|thanks|thank you|here|anyone|anybody))*[\s?!.]*$/i, '').trim();
}

const drop = (text: string, head: RegExp) => text.replace(head, '').trimStart();
