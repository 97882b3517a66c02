import { randomBytes } from 'node:crypto';

let last = randomBytes(4).readUInt32BE() % 2 ** 24;

/**
 * An id in the form of a version 7 UUID (RFC 9562): it sorts by the time it was made and, within one process and one
 * millisecond, by the order. So jobs of one transaction keep their order, and new rows lie together in the index.
 */
export function jobId(now: Temporal.Instant): string {
  last = (last + 1) % 2 ** 26;
  const high = (last >>> 14).toString(16).padStart(3, '0');
  const low = (0x8000 | (last & 0x3fff)).toString(16);
  return `${firstJobId(now)}-7${high}-${low}-${randomBytes(6).toString('hex')}`;
}

/** When a job was made, to the millisecond. */
export function madeAt(id: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** Sorts before the ids of all jobs that were made at `at` or later, and behind those of all that were made before. */
export function firstJobId(at: Temporal.Instant): string {
  const time = at.epochMilliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
