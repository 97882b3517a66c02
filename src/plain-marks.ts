/** Every apostrophe and hyphen that a keyboard or a text program makes, as the plain one; places in the text stay. */
export function plainMarks(text: string): string {
  return text.replace(/[’‘ʼ`´＇′]/g, "'").replace(/[‐‑‒–—−﹣－]/g, '-');
}
