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
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** By its mark, or without one by the zeros in which half of the bytes of most texts end up. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 200);
  const zeros = (rest: number) => start.filter((byte, i) => byte === 0 && i % 2 === rest).length;
  const many = start.length / 4;
  if (zeros(1) > many) return 'utf-16le';
  return zeros(0) > many ? 'utf-16be' : undefined;
}
