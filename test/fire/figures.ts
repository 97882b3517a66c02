/** Value below which a share of the measured ones lie. */
export const quantile = (all: number[], q: number): number =>
  all.toSorted((a, b) => a - b)[Math.ceil((all.length - 1) * q)] ?? 0;

/** Prints a figure beside its goal. Figures depend on the machine and on what else it does, so they decide no test. */
export function goal(what: string, figure: number, limit: number): void {
  console.info(`${what}: ${Math.round(figure)} (${figure < limit ? 'within' : 'MISSES'} the goal of ${limit})`);
}
