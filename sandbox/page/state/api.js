/** An answer of the sandbox that says no; its message is a sentence for the person. */
export class Refusal extends Error {
  /** @param {string} sentence @param {Record<string, any>} [answer] all of the answer */
  constructor(sentence, answer = {}) {
    super(sentence);
    this.answer = answer;
  }
}

const UNREACHABLE = 'The sandbox is not answering. Is it still running in your terminal?';

/**
 * @template T
 * @param {string} path below /sandbox
 * @returns {Promise<T>}
 */
export async function get(path) {
  return read(await reach(`/sandbox${path}`, {}));
}

/**
 * @template T
 * @param {string} path below /sandbox, such as "act/say"
 * @param {Record<string, unknown>} body
 * @returns {Promise<T>} the answer; an answer that is not ok rejects with a Refusal
 */
export async function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  return read(await reach(`/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** @param {string} url @param {RequestInit} init */
async function reach(url, init) {
  try {
    return await fetch(url, init);
  } catch {
    throw new Refusal(UNREACHABLE);
  }
}

/** @param {Response} response */
async function read(response) {
  const answer = await response.json().catch(() => ({ ok: false }));
  if (!response.ok || answer.ok === false) {
    throw new Refusal(answer.error ?? `The sandbox answered with status ${response.status}.`, answer);
  }
  return answer;
}
