import type { Tx } from '../../src/database/transaction.ts';
import { definitions } from '../../src/features/metrics/rules/definitions.ts';
import { VERSION } from '../../src/features/metrics/rules/told.ts';
import type { Period } from '../../src/features/metrics/service/index.ts';
import { keepTold } from '../../src/features/metrics/store.ts';

const told = (value: number, low: number, high: number, of: number) => ({ is: 'told', value, low, high, of, left: 0 });
const few = { is: 'few' };
const row = (group: string, more: object) => ({ group, asked: few, matched: few, wait: few, putForward: few, ...more });
const wait = (minutes: number) => ({ is: 'told', value: minutes, low: minutes - 20, high: minutes + 20, left: 0 });
const differs = (measure: string) => [{ measure, chance: 0.0001 }];

/**
 * Keeps figures of a quarter as they were told, so that it shows a shortage of Negotiation, an unequal access of Sales
 * and long waits in Sydney. @param unmet of 60 asks about Negotiation.
 */
export async function tellQuarter(tx: Tx, period: Period, unmet = 48): Promise<void> {
  const keys = Object.values(definitions).flatMap((group) => Object.keys(group));
  const figures = {
    ...Object.fromEntries(keys.map((key) => [key, { is: 'nothing' }])),
    asks: { is: 'told', value: 400, left: 0 },
    talks: { is: 'told', value: 300, left: 0 },
    matched: told(0.8, 0.76, 0.84, 400),
    unanswered: told(0.4, 0.35, 0.45, 400),
    nobodyToAsk: { is: 'told', value: 0, left: 0 },
  };
  const access = [
    {
      dimension: 'department',
      rows: [
        row('Sales', { matched: told(0.4, 0.3, 0.5, 100) }),
        row('Engineering', { matched: told(0.9, 0.87, 0.93, 300) }),
      ],
      differences: differs('matched'),
    },
    {
      dimension: 'location',
      rows: [row('Australia/Sydney', { wait: wait(600) }), row('Europe/Berlin', { wait: wait(60) })],
      differences: differs('wait'),
    },
  ];
  const short = [{ name: 'Negotiation', asks: 60, unmet, offered: 2 }];
  await keepTold(tx, period, VERSION, JSON.stringify({ figures, access, topics: { short, idle: [] } }));
}
