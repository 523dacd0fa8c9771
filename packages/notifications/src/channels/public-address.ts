import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether an IP address belongs to the public internet. Loopback, private, link-local (which includes the
 * metadata services of clouds), multicast and reserved addresses do not; nor do the IPv6 forms that contain
 * an IPv4 address, because a translator could lead them back inside, and addresses with a zone, which belong to
 * one network interface. Only an IPv4-mapped address is judged by the address in it, because sockets treat both
 * alike. Spellings that only some programs read as an address, such as `010.8.8.8`, are none.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || parsed.toString() === AZURE_PLATFORM) return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
}

/** Looks public, but each virtual machine of Azure reaches the platform's own services there. */
const AZURE_PLATFORM = "168.63.129.16";

/** All public IPv6 addresses are in 2000::/3. Other ranges, such as ::/96, are not assigned. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
