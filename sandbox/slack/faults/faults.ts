import type { Json } from '../engine/json.ts';

export type FaultKind =
  /** Refused with `Retry-After`. */
  | '429'
  /** A server error, without or after having done what was asked. */
  | '500-before'
  | '500-after'
  /** The connection is cut, without or after having done what was asked. */
  | 'reset-before'
  | 'reset-after'
  /** Never answered, without or after having done what was asked. */
  | 'hang-before'
  | 'hang-after'
  /** `ok: false, fatal_error`, although it was done. */
  | 'fatal_error-after'
  /** The connection is cut now, and it is done `lateMs` later by the clock. */
  | 'late'
  /** Answered (or delivered) `ms` real milliseconds later. */
  | 'delay'
  /** What a modal's acknowledgement says takes effect `ms` real milliseconds later. */
  | 'late-ack'
  | 'drop-event'
  | 'duplicate-event';

export type Fault = {
  /** A Web API method, an event as `event:message`, an acknowledgement as `ack:view_submission`, or `*` for every method. */
  method: string;
  kind: FaultKind;
  /** How often it strikes; once when absent. */
  times?: number;
  /** Strikes only where this holds for the call's arguments (or the event's payload). */
  match?: (args: Json) => boolean;
  /** Seconds, for 429; 1 when absent. */
  retryAfter?: number;
  /** Milliseconds by the clock, for `late`. */
  lateMs?: number;
  /** Real milliseconds, for `delay` and `late-ack`. */
  ms?: number;
};
export type Faults = ReturnType<typeof createFaults>;

const EVENT_KINDS: readonly FaultKind[] = ['drop-event', 'duplicate-event', 'delay'];
const ACK_KINDS: readonly FaultKind[] = ['late-ack'];

/** Faults on demand: what goes wrong between the app and Slack, exactly as often as asked for. */
export function createFaults() {
  let armed: (Fault & { left: number })[] = [];
  const take = (fits: (fault: Fault) => boolean, args: Json): Fault | undefined => {
    const fault = armed.find((one) => fits(one) && (one.match?.(args) ?? true));
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) armed = armed.filter((one) => one !== fault);
    return fault;
  };
  return {
    /** Arms a fault; returns the way to disarm it. */
    add: (fault: Fault) => {
      const one = { ...fault, left: fault.times ?? 1 };
      armed.push(one);
      return () => {
        armed = armed.filter((other) => other !== one);
      };
    },
    clear: () => {
      armed = [];
    },
    /** How many strikes are still to come. */
    left: () => armed.reduce((sum, fault) => sum + fault.left, 0),
    takeCall: (method: string, args: Json) =>
      take(
        (fault) =>
          fault.method === method || (fault.method === '*' && ![...EVENT_KINDS, ...ACK_KINDS].includes(fault.kind)),
        args,
      ),
    takeAck: (type: string, payload: Json) =>
      take((fault) => ACK_KINDS.includes(fault.kind) && fault.method === `ack:${type}`, payload),
    takeEvent: (type: string, payload: Json) =>
      take(
        (fault) => EVENT_KINDS.includes(fault.kind) && (fault.method === `event:${type}` || fault.method === 'event:*'),
        payload,
      ),
  };
}
