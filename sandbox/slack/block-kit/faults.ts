import type { z } from 'zod';
import { asObject } from '../engine/json.ts';

const pointer = (path: readonly PropertyKey[]) => `/${path.map(String).join('/')}`;
const fault = (words: string, path: readonly PropertyKey[]) => `[ERROR] ${words} [json-pointer:${pointer(path)}]`;

/** A problem that zod found, in the words and with the pointer that Slack uses. */
export function toFaults(issue: z.core.$ZodIssue): string[] {
  const { path } = issue;
  const last = String(path.at(-1));
  switch (issue.code) {
    case 'too_small':
      return [
        issue.origin === 'string'
          ? fault(`must be more than ${Number(issue.minimum) - 1} characters`, path)
          : issue.origin === 'array'
            ? fault(`no fewer than ${issue.minimum} items allowed`, path)
            : fault(`must be at least ${issue.minimum}`, path),
      ];
    case 'too_big':
      return [
        issue.origin === 'string'
          ? fault(`must be less than ${Number(issue.maximum) + 1} characters`, path)
          : issue.origin === 'array'
            ? fault(`no more than ${issue.maximum} items allowed`, path)
            : fault(`must be at most ${issue.maximum}`, path),
      ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => fault(`invalid additional property: ${key}`, path));
    case 'invalid_type':
      return [
        issue.input === undefined
          ? fault(`missing required field: ${last}`, path.slice(0, -1))
          : fault(`must provide ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`, path),
      ];
    case 'invalid_union': {
      if (!('discriminator' in issue)) return [fault('failed to match all allowed schemas', path)];
      const { type } = asObject(issue.input);
      return [
        type === undefined
          ? fault('missing required field: type', path.slice(0, -1))
          : fault(`unsupported type: ${String(type)}`, path),
      ];
    }
    case 'invalid_value':
      return [
        issue.input === undefined
          ? fault(`missing required field: ${last}`, path.slice(0, -1))
          : fault('must be a valid enum value', path),
      ];
    default:
      return [fault(issue.message, path)];
  }
}
