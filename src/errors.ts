/** A refusal that is safe and helpful to show to the person who caused it: one or two plain sentences. */
export class UserError extends Error {
  override name = 'UserError';
  /** The field of a form that it is about, by block id; without one, the first. */
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/** Something about this installation is wrong; the message is one clear sentence for the engineer who starts it. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
