import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../../src/features/calendar/rules/index.ts';
import { calendarFile } from '../../../src/features/calendar/views/file.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const startsAt = Temporal.Instant.from('2026-03-29T13:00:00Z');
const about = { now, team: 'T1' };
const entry: Appointment & { sequence: number } = {
  ...{ kind: 'session', id: 'abc', startsAt, endsAt: startsAt.add({ minutes: 20 }), isOff: false, sequence: 0 },
  ...{ topic: 'Kubernetes', people: ['Ada', 'Bram'], format: 'huddle', link: '', channel: 'G1' },
};

/** The events of a file as another library reads them. @throws when it is not in the format. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const events = calendar.getAllSubcomponents('vevent').map((component) => ({
    component,
    event: new ICAL.Event(component, { strictExceptions: true }),
  }));
  return { method: calendar.getFirstPropertyValue('method'), events };
}

describe('A calendar file', () => {
  it('says who, when, where and on what, in UTC, with an alarm ten minutes before', () => {
    const { method, events } = read(calendarFile([entry], about));
    const [{ component, event } = {} as never] = events;
    expect(method).toBe('PUBLISH');
    expect(event).toMatchObject({ uid: 'session-abc@bitewise', sequence: 0, summary: 'Mentoring: Kubernetes' });
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-03-29T13:00:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-03-29T13:20:00.000Z');
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    expect(event.description).toContain('With Ada and Bram.');
    expect(event.description).toContain('https://slack.com/app_redirect?team=T1&channel=G1');
    expect(event.location).toBe('Slack huddle');
    expect(String(component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe('-PT10M');
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('takes an entry out under the same name when it is off', () => {
    const { method, events } = read(calendarFile([{ ...entry, isOff: true, sequence: 3 }], about));
    const [{ component, event } = {} as never] = events;
    expect(method).toBe('CANCEL');
    expect(event).toMatchObject({ uid: 'session-abc@bitewise', sequence: 3 });
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(component.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('keeps what people typed within its line', () => {
    const topic = 'C++; and, so\r\nEND:VEVENT\nATTENDEE:x “😀” '.repeat(2);
    const { events } = read(calendarFile([{ ...entry, topic, people: ['a\nBEGIN:VALARM'] }], about));
    expect(events).toHaveLength(1);
    expect(events[0]?.event.attendees).toEqual([]);
    expect(events[0]?.event.summary).toContain('END:VEVENT ATTENDEE:x “😀”');
    expect(events[0]?.component.getAllSubcomponents('valarm')).toHaveLength(1);
  });

  it('names the link of a call as the place, and nobody whom the reader may not know', () => {
    const link = 'https://meet.example.com/a?b=1&c=2';
    const quiet = { ...entry, people: [], channel: undefined, link };
    const [one] = read(calendarFile([quiet], about)).events;
    expect(one?.event.location).toBe(link);
    expect(one?.event.description ?? '').toBe('');
  });
});
