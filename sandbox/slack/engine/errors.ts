/** A Web API refusal: becomes `{ ok: false, error: code, …extra }`, or another status where Slack uses one. */
export class ApiError extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    extra: Record<string, unknown> = {},
    http: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.code = code;
    this.extra = extra;
    this.status = http.status ?? 200;
    this.headers = http.headers ?? {};
  }
}

/** What Slack's own client tells a person when something they did cannot go through. */
export class Refusal extends Error {}
