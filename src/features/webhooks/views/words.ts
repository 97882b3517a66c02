/** What came of a try, after “It ” or “it ”. */
export function answerSays(answer: string): string {
  if (answer === 'slow') return 'took longer than ten seconds to answer';
  if (answer === 'unreachable') return 'couldn’t be reached';
  if (answer === 'internal') return 'leads to an address inside a network, to which I don’t send';
  if (answer === '410') return 'answered that it wants no more events (410)';
  if (answer.startsWith('3')) return `sent me on to another address (${answer}), where I don’t go`;
  return `answered with an error (${answer})`;
}
