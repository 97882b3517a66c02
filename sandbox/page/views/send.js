import { act, runCommand, say, tell } from '../state/acts.js';
import { waveHintAway } from '../state/memory.js';
import { people } from '../state/store.js';
import { withMentions } from '../text/compose.js';

/**
 * Sends what stands in a composer: a command to the app, anything else as a message. The workspace itself refuses
 * commands that do not exist or do not work in threads.
 * @param {string} channel @param {string} typed @param {Map<string, string>} picked mentions picked from the list
 * @param {string} [threadTs]
 */
export function send(channel, typed, picked, threadTs) {
  if (!/^\/[^\s/]/.test(typed)) return void say(channel, withMentions(typed.trim(), picked), threadTs);
  if (/^\/invite(\s|$)/.test(typed) && !threadTs) return invite(channel, typed);
  waveHintAway();
  return void runCommand(channel, typed.trim(), threadTs);
}

/** @param {string} channel @param {string} typed */
function invite(channel, typed) {
  const wanted = typed
    .replace(/^\/invite\s*@?/, '')
    .trim()
    .toLowerCase();
  const person = [...people.value.values()].find((one) =>
    [one.displayName, one.name, one.id].some((name) => name?.toLowerCase() === wanted),
  );
  if (!person) return tell(channel, 'Name somebody of this workspace, for example /invite @Bitewise.');
  return void act('invite', { channel, userId: person.id }, { channel });
}
