const spellings: [RegExp, string][] = [
  [/is(e|ed|er|ers|es|ing|ation|ations)$/, 'iz$1'],
  [/ys(e|ed|es|ing)$/, 'yz$1'],
  [/our(s|ed|ing|al|able|ite)?$/, 'or$1'],
  [/ogue(s)?$/, 'og$1'],
  [/programme/, 'program'],
  [/centre/, 'center'],
  [/ll(ing|ed|er|ers)$/, 'l$1'],
];

// Longest first. Each needs a rest of at least four letters, so that short words stay apart.
const endings = [
  'izations',
  'ization',
  'ational',
  'ations',
  'ators',
  'ation',
  'ating',
  'ments',
  'ities',
  'ators',
  'ated',
  'ates',
  'ator',
  'izer',
  'izes',
  'ized',
  'izing',
  'ments',
  'ment',
  'ness',
  'able',
  'ions',
  'ings',
  'ize',
  'ity',
  'ion',
  'ing',
  'ate',
  'ers',
  'ies',
  'ed',
  'er',
  'or',
  'es',
  'ly',
  'al',
  's',
  'e',
  'y',
];

/**
 * The stem that the forms of one English word share: "negotiating", "negotiation" and "negotiator" are one, and
 * so are British and American spellings. Words with digits or of other scripts stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let base = word;
  for (const [pattern, replacement] of spellings) base = base.replace(pattern, replacement);
  const ending = endings.find((end) => base.endsWith(end) && base.length - end.length >= shortestRest(end));
  if (ending === undefined || base.endsWith('ss')) return base;
  return undouble(base.slice(0, base.length - ending.length));
}

function shortestRest(ending: string): number {
  return ending === 's' ? 3 : 4;
}

/** "planning" leaves "plann": its twin is "plan". */
function undouble(base: string): string {
  return /([bdgklmnprt])\1$/.test(base) && base.length > 4 ? base.slice(0, -1) : base;
}
