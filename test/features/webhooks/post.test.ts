import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressFault, post, publicOnly } from '../../../src/features/webhooks/jobs/post.ts';
import { createReceiver, type Receiver, verified } from '../../support/receiver.ts';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const message = {
  id: 'msg_1',
  body: '{"type":"webhook.test"}',
  secret: SECRET,
  at: Temporal.Instant.from('2026-03-02T10:00:00Z'),
};
const allowed = { allowsInternal: true };

describe('A message to a receiver', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await createReceiver();
  });
  afterEach(() => receiver.close());

  it('is signed so that the format’s own library takes it, and no changed one', async () => {
    expect(await post(receiver.url, message, allowed)).toBe(204);
    const [one] = receiver.received;
    expect(verified(one!, SECRET)).toEqual({ type: 'webhook.test' });
    expect(one!.headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json' });
    expect(() => verified({ ...one!, body: '{"type":"session.held"}' }, SECRET)).toThrow();
    expect(() => verified(one!, `whsec_${Buffer.alloc(24, 8).toString('base64')}`)).toThrow();
  });

  it('goes nowhere else when it is sent on', async () => {
    receiver.state.answer = 307;
    expect(await post(receiver.url, message, allowed)).toBe(307);
    expect(receiver.received).toHaveLength(1);
  });

  it('waits for an answer no longer than it should', async () => {
    receiver.state.answer = 'silence';
    expect(await post(receiver.url, message, { ...allowed, patience: 50 })).toBe('slow');
  });

  it('says when nobody is there', async () => {
    const { url } = receiver;
    await receiver.close();
    expect(await post(url, message, allowed)).toBe('unreachable');
    receiver = await createReceiver();
  });

  it('is not sent to an address inside the network, by its number or by a name that leads there', async () => {
    const { port } = receiver;
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(await post(`https://${host}:${port}/hook`, message, { allowsInternal: false })).toBe('internal');
    expect(await post(receiver.url, message, { allowsInternal: false })).toBe('internal');
    expect(receiver.received).toEqual([]);
    // The socket itself looks a name up by this, so that a name which leads elsewhere a moment later leads nowhere.
    const refused = (all: boolean) =>
      new Promise((resolve) => publicOnly('localhost', { all }, (error, found) => resolve([error?.message, found])));
    expect(await refused(true)).toEqual(['localhost', []]);
    expect(await refused(false)).toEqual(['localhost', []]);
    expect(await addressFault(`https://localhost:${port}/hook`, false)).toContain('inside a network');
    expect(await addressFault(receiver.url, true)).toBeUndefined();
    expect(await addressFault('https://no-such-name.invalid./', true)).toContain('can’t find');
  });
});
