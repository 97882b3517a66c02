import { readable } from '../../requests/rules/topic.ts';

/**
 * What somebody says to the app that is no topic; `mine` = about what they have going on, `stop` = they want fewer
 * messages, `wordless` = emoji or signs alone.
 */
export type SmallTalk = 'greeting' | 'thanks' | 'agreement' | 'help' | 'mine' | 'stop' | 'link' | 'wordless';

/** Letters as they are compared: small, and without accents. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const list = (text: string): ReadonlySet<string> => new Set(fold(text).trim().split(/\s+/));

const greetings = list(
  `hi hii hello helo hey heya hiya howdy yo greetings hallo hallöchen moin servus grüezi gruezi tag grüß grüss gruss salut bonjour bonsoir
  coucou hola ciao hoi hej hei olá namaste sup wassup aloha shalom buenos buenas morning
  привет здравствуйте здравствуй שלום مرحبا السلام 你好 您好 こんにちは おはよう おはようございます 안녕하세요 안녕`,
);
const thanks = list(
  `thanks thank thx thnx ty tysm cheers danke dankeschön dankeschon merci bedankt dank gracias grazie obrigado obrigada tack takk kiitos
  dziękuję děkuji teşekkürler спасибо תודה شكرا 谢谢 謝謝 ありがとう ありがとうございます 감사합니다`,
);
const agreements = list(
  `ok okay k great perfect super cool nice alright fine yes yeah yep yup no nope sure ja nein oui non genial génial parfait prima klar bye
  tschüss ciao gotcha understood noted sorry oops lol haha hehe wow amazing awesome excellent brilliant`,
);
/** What may stand beside those without making a topic of them. */
const padding = list(
  `a all again and afternoon abend allerseits allemaal alle bist bitewise bot beaucoup bien day dear das dia dias dich
  dir du euch evening everybody everyone for fürs für good gott guten gute guys helping help it je journée leute lot lots liebe
  mange många mille morgen mittag much muchas mycket nachmittag noch of please pour schön schon schöne sehr så so soir team that the
  there tous toutes très tout to u und le monde very vielen viel many welcome y you your zusammen à aide hilfe quick большое`,
);
/** What may stand beside thanks as well. */
const praise = list(
  `advice answer appreciate appreciated appreciates conversation got help helped helpful helps i is kind love lovely me my really session solved
  talk this time tip tips today useful was we will with worked works`,
);
const helps = list('help hilfe aide ayuda aiuto hjälp ajuda');

const verbs = 'cancel|withdraw|retract|revoke|abort|undo|delete|remove|drop|close|take back';
const things = 'requests?|questions?|asks?|search|bookings?|sessions?|meetings?|wait ?lists?';
const wish = '(?:(?:please|can|could|would|will|you|how|do|does|i|id|we|want|need|like|just|to) )*';

/** What it is about, without the polite words around it. */
const phrases: [SmallTalk, string[]][] = [
  [
    'mine',
    [
      `\\b(?:stop|${verbs})\\b (?:\\w+ )?(?:my|our|this|that|the|mine)\\b(?: \\w+)? (?:${things})\\b`,
      `^${wish}(?:${verbs})(?: (?:it|this|that|them|all|everything|now|${things}))*$`,
      '\\b(?:status|state|progress) of (?:my|our) ',
      `^(?:what|where|how|when|who)(?:s| is| are| about|s? happen\\w*(?: to| with))? my (?:next |open )?(?:${things}|mentor)\\b`,
      `^(?:(?:show|list|see|check|me) )*my (?:next |open |upcoming |pending )?(?:${things}|status)$`,
      `^${wish}(?:reschedule|postpone|rebook)(?: (?:it|this|that|my|our|the|next|${things}))*$`,
      '^(?:did|has|have|will) (?:any|some|no)(?:one|body) (?:answer|repl|accept|respond)\\w*',
      '^who (?:accepted|answered|took) ',
      '^(?:i )?(?:cant|cannot|can not|wont) make it\\b',
      '^(?:never ?mind|forget (?:about )?(?:it|this|that))$',
      '^(?:(?:i|we|it|its|this|is) )*(?:(?:no )?longer|dont|do not) need(?:ed)?(?: (?:it|this|that|a|any|more|anymore|help|mentor|anyone|someone))*$',
      'meine (?:anfrage|frage|suche)',
      '(?:annuler|retirer) (?:ma|mon) ',
    ],
  ],
  [
    'stop',
    [
      `^${wish}(?:stop|unsubscribe|mute|silence|disable|opt out|(?:turn|switch) (?:\\w+ )?off|get rid)(?: (?:of|it|this|that|these|those|the|all|your|you|me|from|sending|messaging|writing|pinging|contacting|asking|bothering|spamming|reminding|to|bot|app|bitewise|messages?|notifications?|reminders?|prompts?|dms?|off|now))*$`,
      '^(?:dont|do not) (?:message|write|contact|ping|dm|ask|send|bother|remind)\\b.*\\b(?:me|messages?)\\b',
      '^leave me alone$',
      '^(?:too many|(?:no )?more) (?:messages|reminders|notifications|prompts|questions)$',
    ],
  ],
  [
    'help',
    [
      `^${wish}(?:get |some )?help(?: (?:me|us|out|with (?:this|something)))*$`,
      '^what (?:can|do) you do$',
      '^how (?:does|do) (?:this|that|it|you|bitewise) works?$',
      '^how (?:do|can) (?:i|we) use (?:this|it|you|bitewise)$',
      '^(?:(?:what|which) are )?(?:the |your )?(?:commands|options)$',
    ],
  ],
  [
    'greeting',
    [
      '^how are you(?: doing| today)?$',
      '^(?:whats up|mentor)$',
      '^(?:who|what) are you$',
      '^what is (?:this|bitewise)$',
      '^are you (?:there|a bot|a human|human|real)$',
      '^(?:is )?any(?:one|body) (?:there|here)$',
    ],
  ],
  [
    'agreement',
    [
      '^(?:will do|got it|sounds good|makes sense|i see|my bad|good night)$',
      '^wrong (?:chat|channel|window|person)$',
      '^see (?:you|ya)(?: later| soon| tomorrow)?$',
      '^have a (?:nice|good|great|lovely) (?:day|evening|weekend|one)$',
      '^happy (?:friday|monday|weekend|holidays)$',
    ],
  ],
];
/** Wishes that a command fulfils. */
const wishes: [string, RegExp][] = [
  [
    'privacy',
    new RegExp(`^${wish}(?:delete|erase|remove|export|download|show|see) (?:all )?my (?:personal )?(?:data|account)$`),
  ],
  ['pause', /^(?:i ?m|i am|ill be|i will be) (?:away|out of office|ooo|on (?:holidays?|vacation|leave|pto))\b/],
  ['pause', new RegExp(`^${wish}pause me$`)],
  ['skills', new RegExp(`^${wish}(?:change|edit|update|set) my (?:skills|hours|working hours|profile)$`)],
];
const readings = phrases.map(([sort, said]) => [sort, new RegExp(said.join('|'))] as const);

/** What a text says when it is talk and no topic; undefined when there may be a topic in it. */
export function smallTalk(text: string): SmallTalk | undefined {
  const said = readable(text.replace(/<@[^>]*>/g, ' '));
  // Somebody's name alone is for whoever knows colleagues by name.
  if (/<@/.test(text) && said === '') return undefined;
  const withoutLinks = said.replace(/https?:\/\/\S+|mailto:\S+/g, ' ');
  const words = wordsOf(withoutLinks);
  if (words.length === 0) return withoutLinks === said ? 'wordless' : 'link';
  const core = withoutCourtesies(words).join(' ');
  if (helps.has(core)) return 'help';
  return courtesy(words) ?? readings.find(([, pattern]) => core !== '' && pattern.test(core))?.[0];
}

/** The command that does what somebody wishes in their own words. */
export function commandFor(text: string): string | undefined {
  const core = withoutCourtesies(wordsOf(readable(text))).join(' ');
  return wishes.find(([, pattern]) => pattern.test(core))?.[0];
}

/** What greetings, thanks and the like add up to when there is nothing else. */
function courtesy(words: string[]): SmallTalk | undefined {
  const sorts = [thanks, greetings, agreements, padding];
  const others = words.filter((word) => !sorts.some((sort) => sort.has(word)));
  if (words.some((word) => thanks.has(word)) && others.every((word) => praise.has(word))) return 'thanks';
  if (others.length > 0) return undefined;
  if (words.some((word) => greetings.has(word)) || /^(?:good|guten?) \w/.test(words.join(' '))) return 'greeting';
  return words.some((word) => agreements.has(word)) ? 'agreement' : undefined;
}

const courtesies = [greetings, thanks, agreements, list('please pls plz bitewise and so just now then')];
const isCourtesy = (word = '') => courtesies.some((sort) => sort.has(word));

/** Without what is said first and last out of politeness. */
function withoutCourtesies(words: string[]): string[] {
  const from = words.findIndex((word) => !isCourtesy(word));
  return from < 0 ? [] : words.slice(from, words.findLastIndex((word) => !isCourtesy(word)) + 1);
}

/** Words in lower case, without accents, emoji, marks that nobody sees, and apostrophes of either kind. */
const wordsOf = (text: string) =>
  fold(
    text
      .normalize('NFKC')
      .replace(/:[a-z0-9_+'-]+:/gi, ' ')
      .replace(/[\p{Cf}'’‘`´]/gu, ''),
  ).match(/[\p{L}\p{N}]+/gu) ?? [];
