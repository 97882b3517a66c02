const joining = new Set(['and', 'of', 'the', 'for', 'to', 'in', 'a', 'an', 'on', 'with', 'by', 'or', 'as', 'at']);

// Makers whose name people leave out: "Apache Kafka" is "kafka".
const makers = new Set(
  'adobe amazon apache apple atlassian autodesk aws azure eclipse gnu google hashicorp ibm jetbrains microsoft ms oracle red'.split(
    ' ',
  ),
);

/**
 * Short forms that people make of a normalised label by rule: initials of three or more words ("objectives key
 * results" gives okr), with and without the small words; numeronyms ("internationalization" gives i18n); the product
 * without its maker; the library without its "js".
 */
export function shortForms(normalised: string): string[] {
  const words = normalised.split(' ');
  const forms = new Set([initials(words), initials(words.filter((w) => !joining.has(w)))]);
  if (words.length === 1) forms.add(numeronym(normalised)).add(withoutJs(normalised));
  if (words.length === 2 && words[1] === 'js') forms.add(words[0]!);
  if (words.length > 1 && makers.has(words[0]!)) forms.add(words.slice(1).join(' '));
  return [...forms].filter((form) => form.length >= 3 && form !== normalised);
}

/** What the words may mean without what people hang on a name: a maker before it, a version or "js" behind it. */
export function bareForms(words: string[]): string[] {
  const forms: string[][] = [];
  const bare = [...words];
  while (bare.length > 1 && /^v?\d+[a-z]?$|^x$/.test(bare.at(-1)!)) bare.pop();
  if (bare.length < words.length) forms.push(bare);
  const last = bare.at(-1)!;
  const trimmed = last.replace(/(?<=[a-z]{3})\d+$/, '');
  if (trimmed !== last) forms.push([...bare.slice(0, -1), trimmed]);
  if (bare.length > 1 && (last === 'js' || last === 'lang')) forms.push(bare.slice(0, -1));
  if (bare.length === 1 && /^[a-z]{3,}(js|lang)$/.test(last)) forms.push([last.replace(/(js|lang)$/, '')]);
  if (bare.length > 1 && makers.has(bare[0]!)) forms.push(bare.slice(1));
  return forms.map((form) => form.join(' '));
}

function initials(words: string[]): string {
  return words.length < 3 ? '' : words.map((w) => (/^\d+$/.test(w) ? w : w[0])).join('');
}

function numeronym(word: string): string {
  return /^[a-z]{8,}$/.test(word) ? `${word[0]}${word.length - 2}${word.at(-1)}` : '';
}

function withoutJs(word: string): string {
  return /^[a-z]{3,}js$/.test(word) ? word.slice(0, -2) : '';
}
