import type { InFlight } from '../engine/in-flight.ts';
import { asObject, type Json } from '../engine/json.ts';
import type { Traffic } from '../engine/traffic.ts';
import type { Faults } from '../faults/faults.ts';

type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';
export type Delivery = {
  kind: DeliveryKind;
  payload: Json;
  /** Name and one line for the traffic list. */
  name: string;
  summary: string;
  retry?: { num: number; reason: string };
};
/** What the app answered; `why` is Slack's own word for what went wrong. */
export type Ack =
  | { ok: true; body: unknown }
  | {
      ok: false;
      why: 'operation_timeout' | 'dispatch_failed' | 'http_service_error' | 'no_options_load_url';
      noRetry?: boolean;
    };
export type Deliver = (delivery: Delivery) => Promise<Ack>;
/** One way to bring a delivery to the app. */
export type Transport = (delivery: Delivery) => Promise<Ack>;

/** An app has this many milliseconds to acknowledge (Slack's documentation: 3 seconds). */
export const ACK_WITHIN = 3_000;

type Parts = { transport: Transport; traffic: Traffic; inFlight: InFlight; faults: Faults };

/** Brings deliveries to the app by `transport`, keeps the traffic list, and lets faults lose, double or hold back events. */
export function createDeliver({ transport, traffic, inFlight, faults }: Parts): Deliver {
  const once = async (delivery: Delivery): Promise<Ack> => {
    const start = performance.now();
    const ack = await transport(delivery);
    traffic.record({
      direction: 'to-app',
      name: delivery.name,
      summary: delivery.summary,
      request: delivery.payload,
      response: ack.ok ? (ack.body ?? null) : null,
      status: ack.ok ? 'acknowledged' : ack.why,
      ms: Math.round(performance.now() - start),
    });
    return ack;
  };
  return (delivery) =>
    inFlight.track(
      (async () => {
        if (delivery.kind !== 'events_api') return once(delivery);
        const fault = faults.takeEvent(String(asObject(delivery.payload.event).type), delivery.payload);
        if (fault?.kind === 'drop-event') return { ok: true, body: null };
        if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 0));
        if (fault?.kind === 'duplicate-event') await once(delivery);
        return once(delivery);
      })(),
    );
}
