import { isIP } from "node:net";
import { type createAuthMiddleware, getIP } from "better-auth/api";

export type EndpointContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Stands for the source addresses of all requests that have none. */
export const UNKNOWN_ADDRESS = "unknown";

/**
 * The source IP address of a request, as our server saw it on the socket. For an IPv6 address it is the
 * network, of 64 bits.
 */
export const sourceAddress = ({ headers, context }: EndpointContext): string =>
  (headers && getIP(headers, context.options)) ?? UNKNOWN_ADDRESS;

/** The source IP address of a request to a page or procedure, in the same form. */
export const requestAddress = (
  { options }: { options: Parameters<typeof getIP>[1] },
  headers: Headers,
): string => getIP(headers, options) ?? UNKNOWN_ADDRESS;

/** An IPv4 address as a socket for IPv6 names it. */
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/i;

/** The source IP address of a request as people know it; empty if it has none. */
export function shownAddress({ headers }: EndpointContext): string {
  const address = headers?.get("x-forwarded-for")?.replace(IPV4_IN_IPV6, "") ?? "";
  return isIP(address) === 0 ? "" : address;
}
