import { readable } from './topic.ts';

/** What somebody says to the app that is no topic; `wordless` = emoji or signs alone. */
export type SmallTalk = 'greeting' | 'thanks' | 'agreement' | 'help' | 'mine' | 'link' | 'wordless';

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const greetings = list(
  `hi hello hey hiya howdy yo greetings hallo hallöchen moin servus grüezi gruezi tag grüß grüss gruss salut bonjour bonsoir coucou
  hola ciao hoi hej hei olá ola namaste`,
);
const thanks = list(
  'thanks thank thx ty cheers danke dankeschön dankeschon merci bedankt dank gracias grazie obrigado obrigada tack',
);
const agreements = list(
  'ok okay k great perfect super cool nice alright fine yes no yep nope sure ja nein oui non genial génial parfait prima klar bye tschüss ciao',
);
/** What may stand beside those without making a topic of them. */
const padding = list(
  `a all again and afternoon abend allerseits allemaal alle bist bitewise bot buenos buenas beaucoup bien bot day dear das dia dias dich
  dir du euch evening everybody everyone for fürs für good gott guten gute guys helping help it je journée leute lot lots liebe
  many merci mille morgen mittag morning much muchas nachmittag noch of pour schön schon schöne sehr so soir team that the
  there tous toutes très tout to tag u und le monde very vielen viel welcome y you your zusammen à aide hilfe the quick`,
);
const helps = list('help hilfe aide ayuda aiuto');

const verbs = 'cancel|withdraw|retract|revoke|stop|abort|undo|delete|remove|drop|close|take back';
const things = 'requests?|questions?|asks?|search|bookings?|sessions?|meeting|wait ?lists?';
const own = new RegExp(
  [
    `\\b(?:${verbs})\\b (?:\\w+ )?(?:my|our|this|that|the|mine)\\b(?: \\w+)? (?:${things})\\b`,
    `\\b(?:status|state|progress) of (?:my|our) `,
    `\\b(?:what|where|how|whats|hows|wheres)\\b.{0,20}\\bmy (?:${things})\\b`,
    'meine (?:anfrage|frage|suche)',
    '(?:annuler|retirer) (?:ma|mon) ',
  ].join('|'),
  'i',
);

/** What a text says when it is talk and no topic; undefined when there may be a topic in it. */
export function smallTalk(text: string): SmallTalk | undefined {
  const said = readable(text.replace(/<@[^>]*>/g, ' '));
  // Somebody's name alone is for whoever knows colleagues by name.
  if (/<@/.test(text) && said === '') return undefined;
  const withoutLinks = said.replace(/https?:\/\/\S+|mailto:\S+/g, ' ');
  const words = wordsOf(withoutLinks);
  if (words.length === 0) return withoutLinks === said ? 'wordless' : 'link';
  if (words.length === 1 && helps.has(words[0]!)) return 'help';
  if (own.test(words.join(' '))) return 'mine';
  const sorts = [thanks, greetings, agreements];
  if (!words.every((word) => padding.has(word) || sorts.some((sort) => sort.has(word)))) return undefined;
  if (words.some((word) => thanks.has(word))) return 'thanks';
  if (words.some((word) => greetings.has(word)) || /^(?:good|guten?) \w/.test(words.join(' '))) return 'greeting';
  return words.some((word) => agreements.has(word)) ? 'agreement' : undefined;
}

/** Words in lower case, without emoji, marks that nobody sees, and apostrophes of either kind. */
const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/:[a-z0-9_+'-]+:/gi, ' ')
    .replace(/[\p{Cf}'’‘`´]/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
