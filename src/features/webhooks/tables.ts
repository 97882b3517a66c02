/** Where an owner wants to hear of what takes place: one address a workspace. */
export type WebhookTable = {
  workspace_id: string;
  url: string;
  /** What deliveries are signed with, as Standard Webhooks writes it: “whsec_” and base64. */
  secret: string;
  /** `gone` = it answered 410, which asks for no more. */
  state: 'on' | 'gone';
  /** Since when nothing has arrived there; null while it answers. */
  failing_since: string | null;
  /** What came of the last try that failed. */
  failing_with: string | null;
  created_at: string;
};

/** An event on its way there, or that was on its way. It has nobody's id or name in it, and no time of day. */
export type WebhookDeliveryTable = {
  /** Random; the receiver knows it as webhook-id, and one that comes twice by it. */
  id: string;
  workspace_id: string;
  type: string;
  /** JSON, byte by byte as it is signed. */
  body: string;
  state: 'waiting' | 'arrived' | 'failed';
  /** Tries since it was sent first, or again. */
  tries: number;
  /** What came of the last try: an HTTP status, or a word for what went wrong; null before the first. */
  answer: string | null;
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    webhook: WebhookTable;
    webhook_delivery: WebhookDeliveryTable;
  }
}
