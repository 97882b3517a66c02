import { isQuarter, type Period } from '../../metrics/rules/period.ts';

const MONTHS = 12;

/** The last twelve months that are over, the oldest first, and the quarters that lie wholly in them. */
export function periodsUntil(today: Temporal.PlainDate): { grain: 'month' | 'quarter'; period: Period }[] {
  const end = today.with({ day: 1 });
  const starts = Array.from({ length: MONTHS }, (_, i) => end.subtract({ months: MONTHS - i }));
  const of = (months: number) => starts.map((from) => ({ from: from.toString(), to: from.add({ months }).toString() }));
  const quarters = of(3).filter((period) => isQuarter(period) && period.to <= end.toString());
  return [
    ...of(1).map((period) => ({ grain: 'month' as const, period })),
    ...quarters.map((period) => ({ grain: 'quarter' as const, period })),
  ];
}
