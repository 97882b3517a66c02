export type Answer = Record<string, unknown> & { ok?: boolean; error?: string };
export type Recorded = { name: string; method: string; answer: Answer };
/** Calls a method and keeps the answer under its name, with a note on the case where there are several. */
export type Call = (method: string, args: object, note?: string) => Promise<Answer>;

/** A caller of the Web API at `url`, and what it has heard. */
export function recorder(url: string, token: string): { call: Call; recorded: Recorded[] } {
  const recorded: Recorded[] = [];
  const call: Call = async (method, args, note) => {
    const response = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as Answer;
    recorded.push({ name: note ? `${method}, ${note}` : method, method, answer });
    return answer;
  };
  return { call, recorded };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kind = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Members that are named by a channel's id count as the same. */
const byPlainKeys = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).map(([key, member]) => [key.replace(/^C0[A-Z0-9]+$/, '<channel>'), member]));

/**
 * Where `theirs` has a member that `ours` lacks or has another type for, as paths; lists are compared by their first items,
 * `ok` and `error` by value.
 */
export function differences(ours: unknown, theirs: unknown, path = ''): string[] {
  if (path.endsWith('.ok') || path.endsWith('.error')) return ours === theirs ? [] : [`${path}: ${ours} for ${theirs}`];
  if (kind(ours) !== kind(theirs)) return [`${path}: ${kind(ours)} for ${kind(theirs)}`];
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length > 0 && theirs.length > 0 ? differences(ours[0], theirs[0], `${path}[]`) : [];
  if (!isObject(ours) || !isObject(theirs)) return [];
  const mine = byPlainKeys(ours);
  return Object.entries(byPlainKeys(theirs)).flatMap(([key, value]) =>
    key in mine ? differences(mine[key], value, `${path}.${key}`) : [`${path}.${key}: missing`],
  );
}
