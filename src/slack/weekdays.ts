import { checkboxes, option } from './blocks.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Days of the week to tick; ISO weekdays, 1 = Monday, come back as text. */
export const daysField = (ticked: number[]) =>
  checkboxes(
    weekdays.map((name, i) => option(name, String(i + 1))),
    ticked.map(String),
  );

/** Days of the week, ISO and in order, such as “Mondays and Thursdays”; three or more in a row as “Mondays to Fridays”. */
export function daysText(days: number[]): string {
  const [first = 1, last = 1] = [days[0], days.at(-1)];
  if (days.length > 2 && last - first === days.length - 1) return `${weekdays[first - 1]}s to ${weekdays[last - 1]}s`;
  const names = days.map((day) => `${weekdays[day - 1]}s`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
