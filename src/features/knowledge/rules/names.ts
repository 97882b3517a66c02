/** Names that are also words, everyday ones or those of software: alone they count only where written as a name. */
const alsoWords = new Set(
  `amber april art august autumn baker bill black brook brown chase cherry chip christian cliff cook daisy dale dan daniel
  dawn day dean dell drew earl eve faith field finn fisher forest fox frank gene grace grant gray green guy hall heath
  hill holly hope hunt hunter iris ivan ivy jack jade jasmine jay jean jewel joy june king knight lake lance lane lee
  lily little long major marina mark marshall mason max may melody mercy miles mills nick north olive paige page park
  parks pat patience pearl penny pepper peter piers pierce potter price pride prince rain ray reed rich rivers rob robin
  rock rose rowan ruby rusty sandy sage savage scout sharp sherry short sky small smart sol star stone stew strong sue
  summer swift tab taylor terry tony turner victor violet wade walker ward webster west white wild will willow wise wolf
  wood woods young array bank batch block board bolt boot box branch bridge buffer bug build byte cache call carry case cell
  chain change channel check class clean clear click client clock close cloud code column commit cross cycle data date
  debug default disk docker draft drive driver edge error event fetch file filter flag flow focus folder force format
  frame front gate git go graph grid group guide handle hash head help hook host image index input issue job join key
  kernel layer lead line link list load lock log logic loop machine main map match memory merge message model monitor
  mount network node note object order output packet parse patch path pattern pipe plan plot pod point pool port post
  power process profile proxy pull push query queue quote range rate read record reset rest return review role root
  route router rule run scale schema scope script search seed send server service session set shell shift sign signal
  skill slice socket sort source space span split stack stage state step stop storage store stream string switch table
  tag task team template term test text thread ticket time token tool topic trace track tree type unit update user
  value vault vector view wait watch web wheel word work write zone ball barber bean bell berry best bird bishop blue
  bond book bush butler camp carpenter castle church coat cold cotton crane crow diamond doctor dove down duke english
  farmer fast fish flint flower flowers foot ford forge foster free french friend garden gates glass gold good goodman
  hand hard hay home honey hood house ice iron kitchen law leaf light love low mail mercer mill mind money moon moss
  mountain needle noble ocean orange pack painter peace peel pike plant poor pope pound purple quick raven reason rice
  ring road sail salt sand sawyer school self shade shadow ship shoe silver singer smith snow song south spring steel
  storm street sugar sun sweet temple thorn tower town train trust van vine wall war water waters way wear weather
  wells wheeler wind wine winter winters worth wright year`.split(/\s+/),
);

/** Letters up to which a part of a name is too short to be told from a word. */
const SHORT = 2;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC');
const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

export type Person = { id: string; name: string };

/**
 * What in a text names one of these people: their id, their whole name or a part of it, however it is accented.
 * Words of `topic` name nobody. Undefined when there is nothing.
 */
export function namedIn(text: string, people: Person[], topic: string): string | undefined {
  const ofTopic = new Set(wordsOf(topic).map((word) => word.toLowerCase()));
  const lines = sentencesOf(text).map((words) => ` ${words.join(' ').toLowerCase()} `);
  for (const { id, name } of people) {
    if (plain(text).includes(id)) return id;
    const parts = wordsOf(name);
    const whole = parts.join(' ').toLowerCase();
    if (parts.length > 1 && lines.some((line) => line.includes(` ${whole} `))) return name;
    const found = parts.find((part) => !ofTopic.has(part.toLowerCase()) && isWritten(part, text));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isWritten(part: string, text: string): boolean {
  if (unspaced.test(part)) return plain(text).includes(part);
  const lower = part.toLowerCase();
  // "de" and "van" of a name, and handles such as "x", are nobody.
  if (part.length <= SHORT + 1 && part === lower) return false;
  const isAmbiguous = part.length <= SHORT || alsoWords.has(lower);
  if (!isAmbiguous) return wordsOf(text).some((word) => word.toLowerCase() === lower);
  return insideSentences(text).some((word) => word === part);
}

/** The words that do not begin a sentence or a line: a capital there is a name's. */
const insideSentences = (text: string) => sentencesOf(text).flatMap((words) => words.slice(1));

const sentencesOf = (text: string) =>
  plain(text)
    .split(/[.!?:;\n]+/)
    .map(wordsOf);

/** What in a text reaches for somebody: Slack's markup, a handle that is not code, an e-mail address. */
export function mentionIn(text: string): string | undefined {
  const code = /`[^`\n]*`/g;
  const markup = /<[@!#][^>\n]*>?/.exec(text)?.[0];
  const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u.exec(text)?.[0];
  // `@scope/package` is the name of software, as is whatever stands between backticks.
  const handle = /(?<![\p{L}\p{N}_./-])@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?!\/|[\p{L}\p{N}_.-])/u.exec(
    text.replace(code, ' '),
  )?.[0];
  return markup ?? address ?? handle;
}
