import { readFileSync } from 'node:fs';

/**
 * The text of a file that somebody saved in whatever way their program does: UTF-8, UTF-16 as Excel's “Unicode Text”,
 * or Windows' own single-byte letters. Without the mark that may stand at its beginning. @throws when it cannot be read.
 */
export function readTextFile(path: string): string {
  return decodeText(readFileSync(path));
}

/** The same for bytes that were read already. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = utf8Of(bytes);
  const utf16 = text === undefined || isOdd(text) ? utf16Of(bytes) : undefined;
  return utf16 ? new TextDecoder(utf16).decode(bytes) : (text ?? new TextDecoder('windows-1252').decode(bytes));
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Every eighth character is one that no text has: UTF-16 of Latin or Cyrillic letters reads so as UTF-8. */
function isOdd(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return (text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0) * 8 > text.length;
}

/** UTF-16 without its mark: there a comma, a digit or the end of a line has a zero beside it, and nothing else has. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = (rest: number) => bytes.filter((byte, i) => byte === 0 && i % 2 === rest).length;
  const [high, low] = [zeros(0), zeros(1)];
  if (high === low) return undefined;
  return low > high ? 'utf-16le' : 'utf-16be';
}
