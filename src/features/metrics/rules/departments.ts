import type { Person } from './facts.ts';

/** One name of a department for all ways to write it: people name their own. '' for none. */
export const departmentKey = (name: string) => name.trim().toLowerCase();

/** How most of its people write a department, by its key. */
export function writtenAs(people: readonly Pick<Person, 'department'>[]): (key: string) => string {
  const ways = Map.groupBy(people, ({ department }) => departmentKey(department));
  return (key) => {
    const counts = [...Map.groupBy(ways.get(key) ?? [], ({ department }) => department.trim())];
    return counts.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]?.[0] ?? key;
  };
}
