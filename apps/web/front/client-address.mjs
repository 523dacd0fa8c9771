import { isIP } from "node:net";

/**
 * Where a request comes from. A chain of proxies writes itself into `x-forwarded-for` from the left
 * to the right, so the last address there that is none of our proxies' is the client's; what a
 * stranger claims, and whatever stands left of it, is not believed.
 *
 * @param {{ headers: import("node:http").IncomingHttpHeaders, socket: { remoteAddress?: string | undefined } }} request
 * @param {import("node:net").BlockList | null} proxies
 * @returns {string} Empty when the socket has gone.
 */
export function clientAddress({ headers, socket }, proxies) {
  const claimed = String(headers["x-forwarded-for"] ?? "").split(",");
  let address = socket.remoteAddress ?? "";
  while (proxies && isAmong(proxies, address)) {
    const before = claimed.pop()?.trim() ?? "";
    if (isIP(before) === 0) return address;
    address = before;
  }
  return address;
}

/**
 * @param {import("node:net").BlockList} proxies
 * @param {string} address
 */
const isAmong = (proxies, address) => {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
};
