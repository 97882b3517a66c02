import { z } from 'zod';
import type { KeyRing } from '../../../key-ring.ts';

const tokens = z.object({ token: z.string().min(1), refreshToken: z.string().optional() });
export type Tokens = z.infer<typeof tokens>;

/** @param id the installation that they belong to: moved to another one, they do not open. */
export const sealTokens = (ring: KeyRing, id: string, given: Tokens) => ring.seal(JSON.stringify(given), id);

/** @throws SealError when none of the keys opens them. */
export const openTokens = (ring: KeyRing, id: string, sealed: string): Tokens =>
  tokens.parse(JSON.parse(ring.open(sealed, id)));
