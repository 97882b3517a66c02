const joining = new Set(['and', 'of', 'the', 'for', 'to', 'in', 'a', 'an', 'on', 'with', 'by', 'or', 'as', 'at']);

/**
 * Short forms that people make of a normalised label by rule: initials of three or more words ("objectives key
 * results" gives okr), with and without the small words, and numeronyms ("internationalization" gives i18n).
 */
export function shortForms(normalised: string): string[] {
  const words = normalised.split(' ');
  const forms = new Set([initials(words), initials(words.filter((w) => !joining.has(w)))]);
  if (words.length === 1) forms.add(numeronym(normalised));
  return [...forms].filter((form) => form.length >= 3 && form !== normalised);
}

function initials(words: string[]): string {
  return words.length < 3 ? '' : words.map((w) => (/^\d+$/.test(w) ? w : w[0])).join('');
}

function numeronym(word: string): string {
  if (!/^[a-z]{8,}$/.test(word)) return '';
  return `${word[0]}${word.length - 2}${word.at(-1)}`;
}
