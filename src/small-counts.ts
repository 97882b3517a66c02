/**
 * People that there must be behind a figure, or a topic, before anybody else reads it (docs/privacy.md): of fewer, each
 * could be found out. Small-cell rules of statistical offices start at three to five; ours is the strict end.
 */
export const FEWEST = 5;

/** Whether so few people are part of it that no figure is told. */
export const areFew = (people: number) => people < FEWEST;

/** "7 people", or undefined where no figure may be told. @param noun in the plural: of one nothing is ever said. */
export function counted(people: number, noun: string): string | undefined {
  return areFew(people) ? undefined : `${people} ${noun}`;
}

/** A figure in a list of several: “7”, “0”, or that it is fewer than five. */
export const figure = (people: number): string => (areFew(people) && people > 0 ? `fewer than ${FEWEST}` : `${people}`);
