import ipaddr from "ipaddr.js";

/**
 * Whether an IP address belongs to the public internet. Loopback, private, link-local (which includes the
 * metadata services of clouds), multicast and reserved addresses do not; nor do the IPv6 forms that contain
 * an IPv4 address, because a translator could lead them back inside. Only an IPv4-mapped address is judged
 * by the address in it, because sockets treat both alike.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
}

/** All public IPv6 addresses are in 2000::/3. Other ranges, such as ::/96, are not assigned. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
