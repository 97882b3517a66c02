import { DEPARTMENTS, type Person } from './fairness-people.ts';
import type { Outcome } from './fairness-simulation.ts';

/** What one run came to. Load is sessions held; only those who offered a topic count. */
export function summarise({ people, asks, waits, qualities, shown }: Outcome) {
  const willing = people.filter((person) => person.levels.size > 0);
  const loads = willing.map((person) => person.sessions);
  const perHead = (part: Person[]) => mean(part.map((person) => shown.get(person.id) ?? 0));
  const everybody = perHead(willing) || 1;
  const departments = Array.from({ length: DEPARTMENTS }, (_, d) =>
    perHead(willing.filter((person) => person.department === d)),
  );
  const byYears = (from: number, to: number) =>
    perHead(willing.filter((person) => person.years >= from && person.years < to)) / everybody;
  return {
    matched: waits.length / asks,
    medianHours: middle(waits),
    gini: gini(loads),
    used: loads.filter((load) => load > 0).length / loads.length,
    quality: mean(qualities),
    exposure: {
      leastShownDepartment: Math.min(...departments) / everybody,
      mostShownDepartment: Math.max(...departments) / everybody,
      firstTwoYears: byYears(0, 2),
      twoToFiveYears: byYears(2, 5),
      fiveYearsAndMore: byYears(5, 100),
    },
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** 0 when all carry the same, near 1 when one carries everything. */
function gini(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const weighted = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return total === 0 ? 0 : (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
