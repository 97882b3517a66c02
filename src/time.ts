/** An instant as stored: UTC ISO-8601 with milliseconds, always 24 characters, so that text order is time order. */
export function iso(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

/** The instant of a stored text. @throws RangeError when the text is not an instant. */
export function instant(stored: string): Temporal.Instant {
  return Temporal.Instant.from(stored);
}

/** Milliseconds from `from` to `to`. */
export function millisecondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return to.epochMilliseconds - from.epochMilliseconds;
}

/** The later of two instants. */
export function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}

/** True when `a` comes before `b`. */
export function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

/** Zones that were found to exist: the same few are asked about for every member who is read. */
const known = new Set<string>();

/** True when this runtime knows `zone` as an IANA time zone. */
export function isZone(zone: string): boolean {
  if (known.has(zone)) return true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    known.add(zone);
    return true;
  } catch {
    return false;
  }
}
