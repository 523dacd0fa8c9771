import { BlockList, isIP } from "node:net";

/**
 * Parses a list of addresses and subnets such as `10.0.0.0/8, ::1`. Returns null if an item is neither.
 */
export function parseTrustedProxies(text: string): BlockList | null {
  const proxies = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [address = "", prefix, ...rest] = entry.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    const maxBits = family === "ipv4" ? 32 : 128;
    const bits = prefix === undefined ? maxBits : Number(prefix);
    const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && bits <= maxBits);
    if (isIP(address) === 0 || rest.length > 0 || !isPrefix) return null;
    proxies.addSubnet(address, bits, family);
  }
  return proxies;
}
