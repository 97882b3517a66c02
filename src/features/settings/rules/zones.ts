/** Present names of zones that the runtime still lists under an old one (IANA tz database, file “backward”). */
const presentNames: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Large cities and other words that people look for and no zone is called by. */
const alsoCalled: Record<string, string> = {
  UTC: 'GMT Zulu Coordinated Universal Time',
  'America/Los_Angeles': 'San Francisco, Seattle, San Diego, Pacific Time',
  'America/New_York': 'Boston, Washington, Miami, Atlanta, Eastern Time',
  'America/Chicago': 'Austin, Dallas, Houston, Central Time',
  'America/Denver': 'Mountain Time',
  'America/Sao_Paulo': 'Rio de Janeiro, Brasilia',
  'America/Toronto': 'Montreal, Ottawa',
  'Asia/Calcutta': 'Mumbai, Bombay, Delhi, Bengaluru, Bangalore, Chennai, Hyderabad, Pune, India',
  'Asia/Shanghai': 'Beijing, Peking, Shenzhen, Guangzhou',
  'Asia/Saigon': 'Hanoi',
  'Asia/Dubai': 'Abu Dhabi',
  'Australia/Sydney': 'Canberra',
  'Europe/Berlin': 'Hamburg, Munich, München, Cologne, Köln, Frankfurt, Germany, Deutschland',
  'Europe/London': 'Manchester, Edinburgh, Great Britain',
  'Europe/Zurich': 'Geneva, Genève, Genf, Bern, Basel',
  'Europe/Madrid': 'Barcelona',
  'Europe/Rome': 'Milan, Milano, Roma',
  'Europe/Vienna': 'Wien',
  'Europe/Warsaw': 'Warszawa, Krakow',
  'Europe/Prague': 'Praha',
  'Europe/Lisbon': 'Lisboa, Porto',
  'Europe/Copenhagen': 'København',
  'Europe/Brussels': 'Bruxelles, Brussel',
  'Europe/Bucharest': 'București',
  'Asia/Jerusalem': 'Tel Aviv',
};

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ıø]/g, (letter) => (letter === 'ø' ? 'o' : 'i'))
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();

type Zone = { name: string; words: string };
let known: Zone[] | undefined;

/** Every zone under its present name, with all that it is found by. */
function zones(): Zone[] {
  known ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => {
    const name = presentNames[zone] ?? zone;
    return { name, words: fold(`${name} ${zone} ${alsoCalled[zone] ?? ''}`) };
  });
  return known;
}

/** Zones whose present or old name, or a city in which, contains what was typed, accents aside; at most `limit`. */
export function zonesLike(typed: string, limit: number): string[] {
  const wanted = fold(typed);
  const found = zones().filter(({ words }) => words.includes(wanted));
  return [...new Set(found.map(({ name }) => name))].slice(0, limit);
}
