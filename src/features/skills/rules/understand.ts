import { guess, type Respelt, respell } from './guess.ts';
import type { IsOffered, Lexicon } from './lexicon.ts';
import { type Hit, type How, lookUp, type Span, type Understanding } from './look-up.ts';
import { isSpaceless, type Token, tokenise } from './normalise.ts';
import { type Near, overlapping } from './overlap.ts';
import { isSmallWord, isStopWord } from './small-words.ts';

/** A text of more words that say something is free wording: no single run of them is taken for the topic silently. */
const LONG = 8;
/** Words that say something, up to which what follows a topic is read together with it. */
const MOST_BESIDE = 3;
const MOST_READINGS = 12;
/** So near must a label be that shares more words with the text than a run of it that is a label. */
const BETTER = 0.7;

/**
 * The topics of a text, best first; those that `isSure` accepts may be acted on without asking. Nothing understood
 * gives an empty list. Guesses are added when nothing sure is offered by anybody. Cost is bounded: at most the first
 * 2,000 letters are read.
 */
export function understand(lexicon: Lexicon, text: string, isOffered: IsOffered = () => true): Understanding[] {
  const tokens = tokenise(text);
  const words = tokens.map((token) => token.text);
  if (words.length === 0) return [];
  const whole = lookUp(lexicon, words);
  if (whole?.skillIds.some(isOffered)) return readings(whole, tokens, whole.how);
  const spans = findSpans(lexicon, words);
  const near = overlapping(lexicon, words, isOffered, MOST_READINGS);
  const lead = namedFirst(text, tokens, spans);
  if (lead !== undefined) return readings(lead.hit, tokens.slice(lead.from, lead.to), 'phrase');
  if (lengthOf(words) > LONG) return tidy(guess(lexicon, words, spans, near, isOffered));
  const respelt = respell(lexicon, tokens, spans);
  const kept = spans.filter(
    (span) => !respelt.some((r) => swallows(r, span)) && !near.some((n) => outdoes(n, span, words)),
  );
  const sure = kept.flatMap((span) => read(span, tokens, stands(span, spans, words)));
  const found = [...sure, ...respelt.map((r) => r.reading)];
  if (found.some((reading) => isSure(reading) && isOffered(reading.skillId))) return tidy(found);
  return tidy([...found, ...guess(lexicon, words, spans, near, isOffered)]);
}

/** Words and signs of what people paste: error messages, logs, code. */
const PASTED =
  /[{}=[\]"]|\w\(|\b(?:err(?:or|no)?|exception|fatal|failed|failure|traceback|warning|denied|refused|timeout)\b/i;
/** What parts a topic from what follows it. */
const PARTED = /^\s*[:,;–—\n]|^\s+-+\s/;

/** "docker Error response from daemon: …" is about Docker: a topic by its name, and behind it what somebody pasted. */
function namedFirst(text: string, tokens: Token[], [lead]: Span[]): Span | undefined {
  if (lead?.from !== 0 || lead.hit.isWeak || lead.hit.skillIds.length > 1 || lead.to === tokens.length)
    return undefined;
  const last = tokens[lead.to - 1]!.raw;
  const rest = text.slice(text.indexOf(last) + last.length);
  const isLong = lengthOf(tokens.slice(lead.to).map((token) => token.text)) > MOST_BESIDE;
  return isLong && (PASTED.test(rest) || PARTED.test(rest)) ? lead : undefined;
}

/** Words that say something; four characters of a script without spaces make about one. */
function lengthOf(words: string[]): number {
  return words.reduce((sum, w) => sum + (isSmallWord(w) ? 0 : isSpaceless(w) ? 0.25 : 1), 0);
}

/** "information security audits" is nearer to "execute audits of information" than to "security audits" alone. */
function outdoes({ skillId, score, matched }: Near, span: Span, words: string[]): boolean {
  if (score < BETTER || span.hit.skillIds.includes(skillId)) return false;
  const also = new Set(matched.split(' '));
  const part = words.slice(span.from, span.to).filter((w) => !isStopWord(w));
  return part.length > 0 && also.size > part.length && part.every((word) => also.has(word));
}

/** True for a reading that may be acted on silently; the others are asked back. */
export function isSure(understanding: Understanding): boolean {
  return understanding.how !== 'spelling' && understanding.how !== 'guess';
}

/** Longest first, left to right: the runs of words that are labels, none overlapping another. */
export function findSpans(lexicon: Lexicon, words: string[]): Span[] {
  const spans: Span[] = [];
  const taken = new Uint8Array(words.length);
  for (let length = Math.min(lexicon.longest, words.length); length >= 1; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const to = from + length;
      if (taken.subarray(from, to).includes(1)) continue;
      const hit = spanHit(lexicon, words, from, to);
      if (hit === undefined) continue;
      spans.push({ from, to, hit });
      taken.fill(1, from, to);
    }
  return spans.sort((a, b) => a.from - b.from);
}

function spanHit(lexicon: Lexicon, words: string[], from: number, to: number): Hit | undefined {
  const part = words.slice(from, to);
  const isSmall = part.every(isSmallWord);
  if (isSmall && part.length === 1 && words.some((w) => !isSmallWord(w))) return undefined;
  if (part.length === 1 && isStopWord(part[0]!)) return undefined;
  // Small words at the ends would glue into words that nobody wrote, so there the label must be as written.
  const isLoose = part.length > 1 && (isSmallWord(part[0]!) || isSmallWord(part.at(-1)!));
  return isLoose && !lexicon.find('text', part.join(' ')) ? undefined : lookUp(lexicon, part);
}

/** "SQL Sever" is a slip in "SQL Server" rather than a question about SQL: the longer reading wins, and asks. */
function swallows(longer: Respelt, span: Span): boolean {
  return longer.from <= span.from && longer.to >= span.to && longer.to - longer.from > span.to - span.from;
}

/** A plain English word means the skill only when everything else is small words or understood too. */
function stands(span: Span, spans: Span[], words: string[]): boolean {
  if (!span.hit.isWeak) return true;
  return words.every((word, i) => isSmallWord(word) || spans.some((s) => i >= s.from && i < s.to));
}

function read(span: Span, tokens: Token[], isStanding: boolean): Understanding[] {
  const part = tokens.slice(span.from, span.to);
  const isAlone = tokens.every((t, i) => (i >= span.from && i < span.to) || isSmallWord(t.text));
  if (!isStanding) return readings({ ...span.hit, confidence: 0.5 }, part, 'guess');
  return readings(span.hit, part, isAlone ? span.hit.how : 'phrase');
}

function readings(hit: Hit, tokens: Token[], how: How): Understanding[] {
  const matchedText = tokens.map((token) => token.raw).join(' ');
  const isAmbiguous = hit.skillIds.length > 1;
  return hit.skillIds.map((skillId) => ({
    skillId,
    how: isAmbiguous ? 'guess' : how,
    confidence: hit.confidence,
    matchedText,
  }));
}

/** One reading a skill, the surest, sorted. */
function tidy(found: Understanding[]): Understanding[] {
  const best = new Map<string, Understanding>();
  for (const one of found) {
    const known = best.get(one.skillId);
    if (known === undefined || order(one) > order(known)) best.set(one.skillId, one);
  }
  return [...best.values()].sort((a, b) => order(b) - order(a)).slice(0, MOST_READINGS);
}

function order(one: Understanding): number {
  return (isSure(one) ? 10 : 0) + one.confidence;
}
