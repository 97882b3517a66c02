import ipaddr from 'ipaddr.js';

/** Characters of an address. */
export const MOST_ADDRESS = 500;

/** Names that never leave the machine or its network (RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal). */
const INTERNAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa|test|invalid)\.?$/i;

/** Whether an IP address is one that nothing public has: private, loopback, link-local, shared, reserved, mapped. */
export function isInternal(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  return ipaddr.process(address).range() !== 'unicast';
}

/** The host of an address as sockets take it: IPv6 without its brackets. */
export const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');

/**
 * Why nothing is sent to an address, in words for the owner who typed it; undefined when it may be.
 * @param allowsInternal whoever runs the server allows addresses inside the network, and plain HTTP
 */
export function whyNotTo(typed: string, allowsInternal: boolean): string | undefined {
  const url = URL.parse(typed);
  if (!url || !/^https?:$/.test(url.protocol)) return 'Please give a full address, such as https://example.com/hook.';
  if (url.username !== '' || url.password !== '') return 'Please leave name and password out of the address.';
  if (allowsInternal) return undefined;
  if (url.protocol !== 'https:') return 'Please give an address with https, so that no one on the way can read along.';
  const host = hostOf(url.href);
  if (ipaddr.isValid(host) ? isInternal(host) : INTERNAL_NAME.test(host) || !host.includes('.')) return INTERNAL;
  return undefined;
}

export const INTERNAL =
  'This address is inside a network, and I only send to public ones. Whoever runs the server can allow it (WEBHOOK_INTERNAL).';
