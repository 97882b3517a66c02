import { appendFileSync } from 'node:fs';
import { declared } from './all.ts';
import { seen } from './check.ts';

/** Notes for test/support/unmet.ts which of the declared claims were found on a card in this process. */
export function noteMet(): void {
  note([...seen].map(([kind, claims]) => [kind, [...claims]]));
}

/** Notes all that there is to be met. */
export function noteDeclared(): void {
  note(
    Object.entries(declared).map(([kind, { claims }]) => [kind, claims.map(([says]) => says)]),
    true,
  );
}

function note(claims: [kind: string, says: RegExp[]][], isDeclared = false): void {
  const file = process.env.MET_CLAIMS;
  if (!file) return;
  const lines = claims.flatMap(([kind, all]) => all.map(({ source }) => `${kind}: ${source}`));
  appendFileSync(file, `${JSON.stringify({ isDeclared, lines })}\n`);
}
