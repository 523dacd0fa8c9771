import type { IncomingHttpHeaders } from "node:http";
import { type BlockList, isIP } from "node:net";

interface AddressedRequest {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/**
 * The address that a request comes from; empty when the socket is gone. Each proxy appends its
 * client's address to `x-forwarded-for`, so the last address there that is not a trusted proxy is the
 * client's. Everything left of it could be made up and is ignored.
 */
export function clientAddress(
  { headers, socket }: AddressedRequest,
  trustedProxies: BlockList | null,
): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  let address = socket.remoteAddress ?? "";
  while (trustedProxies && isTrusted(trustedProxies, address)) {
    const previous = forwarded.pop()?.trim() ?? "";
    if (isIP(previous) === 0) return address;
    address = previous;
  }
  return address;
}

function isTrusted(trustedProxies: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && trustedProxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
