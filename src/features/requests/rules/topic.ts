import { cleanSkillName } from '../../skills/rules/names.ts';

/** Characters in which a topic is looked for; what comes after is taken for an explanation. */
const LONGEST_SEARCH = 300;
/** Characters up to which a text may be the name of a topic. */
const LONGEST_NAME = 100;
/** Characters that the name of a colleague has at least. */
const SHORTEST_CALL = 2;
/** Characters of an explanation that are carried over into the goal. */
const LONGEST_REST = 400;

/** What Slack's mark-up says to a reader: `<@U1>` somebody, `<url|label>` its label, `&amp;` an ampersand. */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/<!([^>]*)>/g, (_, inside: string) => special(inside))
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

/** What stands in `<!…>`: a date, a group, or everybody, by the label that Slack gives along. */
function special(inside: string): string {
  const [what = '', ...labels] = inside.split('|');
  const label = labels.join('|');
  if (what.startsWith('date^')) return label || 'some time';
  if (what.startsWith('subteam^')) return label || 'a group';
  return `@${label.replace(/^@/, '') || what}`;
}

/**
 * The words of somebody in a conversation: without what they quote and the code that they paste, unless there is
 * nothing else.
 */
export function ownWords(text: string): string {
  const own = text
    .replace(/```.*?(?:```|$)/gs, ' ')
    .replace(/^(?:>|&gt;).*$/gm, ' ')
    .trim();
  return own === '' ? text.replaceAll('```', ' ').replace(/^(?:>|&gt;)+/gm, '') : own;
}

/** One line of text in which a topic can be looked for; undefined when it has no letter and no number. */
export function searchable(text: string): string | undefined {
  const line = readable(text)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(line) ? line.slice(0, LONGEST_SEARCH).toWellFormed() : undefined;
}

/** The name under which a topic that is not known yet would be kept; '' for what is too long to be one. */
export function topicName(text: string): string {
  const line = searchable(text) ?? '';
  return line.length > LONGEST_NAME || looksPasted(line) ? '' : cleanSkillName(line);
}

const PASTED = [
  // Code, paths and addresses in memory.
  /[{}=;"]|\S+\(.*\)|^\s*at\s|(?:^|\s)\/\S+\/|0x[\da-f]{4}/i,
  // What programs call what went wrong, by its name or number.
  /\b\w*(?:err|error|exception|fatal|panic|traceback|warning|fault)\b!?(?:\[\w+\])?:|\b[a-z]+-?\d{3,}:/i,
  /\b(?:ERR|ERROR|WARN|WARNING|FATAL)\b|\bE(?:CONN[A-Z]+|ACCES|NOENT|PERM|ADDRINUSE|TIMEDOUT|PIPE|NOTFOUND|HOSTUNREACH)\b|\d\dT\d\d:\d\d/,
  /\b\w*(?:error|exception|fatal|traceback|warning)\b.*:/i,
  // What they say of it.
  /\b(?:does not exist|is not (?:defined|a function|recognized)|(?:file|command|module|page) not found|no such file|(?:permission|access) denied|connection (?:refused|reset|timed out)|cannot read propert|undefined reference|segmentation fault|stack trace|exited with|exit (?:status|code) \d+|failed to|internal server error)\b/i,
];

/** Lines of code, of a log or of an error message: nobody would give a topic such a name. */
function looksPasted(line: string): boolean {
  return PASTED.some((pattern) => pattern.test(line));
}

/** The id of whoever a text mentions, when it says nothing else. */
export function mentionedAlone(text: string): string | undefined {
  return /^\s*<@([A-Z0-9]+)(?:\|[^>]*)?>\s*$/.exec(text)?.[1];
}

/** How a colleague would be called if a text were no more than that; undefined for what is too short to tell. */
export function calledBy(said: string): string | undefined {
  const name = said
    .replace(/^@/, '')
    .replace(/[\s?!.,]+$/, '')
    .replace(/['’]s$/, '');
  return name.length < SHORTEST_CALL ? undefined : name;
}

/** What was said beyond the topic, as the start of a goal. */
export function explanation(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REST).toWellFormed();
}

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const greetings = list('hi hello hey please thanks thank you so ok okay good morning afternoon evening all everyone');
/** With one of these a question begins, or a wish. */
const openers = list(
  'who whos does do is are can could would may i im id we looking look find need want show any anyone anybody somebody someone',
);
/** What stands between such a beginning and the topic. */
const between = list(
  `a about am an around ask at expert experienced experts explain explains for good have help helps here in know
  knowing knows know-how learn learning like looks me mentor mentors my of on our people person please searching search
  some talk teach teaches that the there to us use used using who with you`,
);
const endings = list('please thanks thank you here anyone anybody');

/** A question to the app without the words around its topic: "who knows terraform?" is about terraform. */
export function withoutFiller(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  dropWhile(words, (word) => greetings.has(word));
  if (openers.has(bare(words[0]))) dropWhile(words, (word) => openers.has(word) || between.has(word));
  while (words.length > 1 && endings.has(bare(words.at(-1)))) words.pop();
  return words.join(' ').replace(/[?!.]+$/, '');
}

/** A word as the lists have it: lower case, without apostrophes and the punctuation around it. */
const bare = (word = '') =>
  word
    .toLowerCase()
    .replace(/['’‘ʼ`´′]/g, '')
    .replace(/[,.;:!?]+$/, '');

function dropWhile(words: string[], isFiller: (word: string) => boolean): void {
  while (words.length > 0 && isFiller(bare(words[0]))) words.shift();
}
