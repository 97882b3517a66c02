import type { Definition } from '../rules/definitions.ts';
import type { Figure } from '../rules/figure.ts';

/** A share, 0 to 1. */
export const percent = (share: number) => `${Math.round(share * 100)}%`;
const number = (n: number) => n.toLocaleString('en');

/** Minutes as people say them: “40 min”, “3 h”, “2 h 30 min”; they are working minutes. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return minutes === 0 ? 'less than 5 min' : `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

type Told = Extract<Figure, { is: 'told' }>;

/** A figure that is told, with its interval and what it leaves out. */
export function toldText(unit: Definition['unit'], figure: Told): string {
  return `${valueText(unit, figure)}${leftText(figure.left)}`;
}

function valueText(unit: Definition['unit'], { value, low, high, of }: Told): string {
  if (unit === 'share') {
    const range = low === undefined || high === undefined ? '' : ` (likely ${percent(low)}–${percent(high)})`;
    return `${percent(value)}${of === undefined ? '' : ` of ${number(of)}`}${range}`;
  }
  if (unit === 'minutes') return `${minutesText(value)} of working time${likelyMinutes(low, high)}`;
  if (unit === 'hours') return high === undefined ? `${number(value)} h` : savedText(value, high, of);
  if (unit === 'index') return value.toFixed(2);
  return of === undefined ? number(value) : `${number(value)} of ${number(of)}`;
}

function likelyMinutes(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return '';
  return high === undefined
    ? ` (likely ${minutesText(low)} or more)`
    : ` (likely ${minutesText(low)}–${minutesText(high)})`;
}

const savedText = (low: number, high: number, of = 0) =>
  `between ${number(low)} and ${number(high)} h, by people’s own estimate in ${number(of)} answers`;

function leftText(left: number): string {
  if (left === 0) return '';
  return left === 1
    ? ', without one month in which too few took part'
    : `, without ${left} months in which too few took part`;
}
