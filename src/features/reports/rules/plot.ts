/** A picture of told figures: what Vega-Lite draws, the table behind it, and what it shows in words. */
export type Plot = {
  /** Its file's name, without the ending. */
  name: string;
  title: string;
  /** For whoever does not see it. */
  alt: string;
  spec: { [part: string]: unknown };
  table: { head: string[]; rows: string[][] };
};

/** Okabe and Ito's colours, which people who are colour-blind can tell apart; shapes differ as well. */
export const [BLUE, ORANGE] = ['#0072b2', '#d55e00'];
