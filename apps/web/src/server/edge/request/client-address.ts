import type { IncomingHttpHeaders } from "node:http";
import { type BlockList, isIP } from "node:net";

interface AddressedRequest {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/**
 * The address of the client that sent the request; empty when the socket is closed. Each proxy appends
 * the address of its own client to `x-forwarded-for`, so the client's address is the last one that is
 * not a trusted proxy. The addresses before it could be forged and are ignored.
 */
export function clientAddress(
  { headers, socket }: AddressedRequest,
  trustedProxies: BlockList | null,
): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  let address = socket.remoteAddress ?? "";
  while (isTrusted(trustedProxies, address)) {
    const previous = forwarded.pop()?.trim() ?? "";
    if (isIP(previous) === 0) return address;
    address = previous;
  }
  return address;
}

/** Whether the address is that of a trusted proxy; false without trusted proxies. */
export function isTrusted(trustedProxies: BlockList | null, address: string): boolean {
  const version = isIP(address);
  if (trustedProxies === null || version === 0) return false;
  return trustedProxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
