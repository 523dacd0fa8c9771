import { expect, test } from "vitest";
import { clientAddress } from "./client-address.mjs";
import { readProxies } from "./trusted-proxies.mjs";

const PROXIES = "192.0.2.0/29, 2001:db8:1::/48";

const addressOf = (socketAddress: string, forwarded: string | undefined, proxies: string | null) =>
  clientAddress(
    { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: socketAddress } },
    proxies === null ? null : readProxies(proxies),
  );

test.each<[string, string, string | undefined, string]>([
  ["a stranger, who claims nothing", "203.0.113.9", undefined, "203.0.113.9"],
  ["a stranger, who claims to be another", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a client of our proxy", "192.0.2.3", "198.51.100.1", "198.51.100.1"],
  [
    "a client that claims before our proxy speaks",
    "192.0.2.3",
    "203.0.113.200, 198.51.100.1",
    "198.51.100.1",
  ],
  [
    "a client behind two of our proxies",
    "192.0.2.3",
    "203.0.113.200,198.51.100.1, 192.0.2.7",
    "198.51.100.1",
  ],
  ["our proxy itself", "192.0.2.3", undefined, "192.0.2.3"],
  ["our proxy for another of our machines", "192.0.2.3", "192.0.2.4", "192.0.2.4"],
  ["our proxy, which forwards what is no address", "192.0.2.3", "unknown", "192.0.2.3"],
  ["our proxy on a socket of both families", "::ffff:192.0.2.3", "198.51.100.1", "198.51.100.1"],
  ["our proxy with IPv6", "2001:db8:1::1", "2001:db8:2::5", "2001:db8:2::5"],
  ["a neighbour of our proxy", "192.0.2.8", "198.51.100.1", "192.0.2.8"],
])("%s", (_, socketAddress, forwarded, address) => {
  expect(addressOf(socketAddress, forwarded, PROXIES)).toBe(address);
});

test("without proxies of ours nobody is believed", () => {
  expect(addressOf("127.0.0.1", "198.51.100.1", null)).toBe("127.0.0.1");
});

test.each([
  "",
  "nginx",
  "192.0.2.0/33",
  "192.0.2.0/",
  "192.0.2.0/8/8",
  "192.0.2.1,",
  "::1/129",
  "1.2.3",
])("%j names no proxies", (text) => {
  expect(readProxies(text)).toBeNull();
});
