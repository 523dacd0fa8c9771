import { expect, test } from "vitest";
import { clientAddress } from "./client-address.mjs";
import { readProxies } from "./trusted-proxies.mjs";

const PROXIES = "10.0.0.0/8, 192.0.2.7, fd00::/8";

const addressOf = (socketAddress: string, forwarded: string | undefined, proxies: string | null) =>
  clientAddress(
    { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: socketAddress } },
    proxies === null ? null : readProxies(proxies),
  );

test.each<[string, string, string | undefined, string]>([
  ["a stranger, who claims nothing", "203.0.113.9", undefined, "203.0.113.9"],
  ["a stranger, who claims to be another", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a client of our proxy", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
  [
    "a client that claims before our proxy speaks",
    "10.1.2.3",
    "1.1.1.1, 198.51.100.1",
    "198.51.100.1",
  ],
  [
    "a client behind two of our proxies",
    "10.1.2.3",
    "1.1.1.1,198.51.100.1, 192.0.2.7",
    "198.51.100.1",
  ],
  ["our proxy itself", "10.1.2.3", undefined, "10.1.2.3"],
  ["our proxy for another of our machines", "10.1.2.3", "10.9.9.9", "10.9.9.9"],
  ["our proxy, which forwards what is no address", "10.1.2.3", "unknown", "10.1.2.3"],
  ["our proxy on a socket of both families", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["our proxy with IPv6", "fd12::1", "2001:db8::5", "2001:db8::5"],
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
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "10.0.0.1,",
  "::1/129",
  "1.2.3",
])("%j names no proxies", (text) => {
  expect(readProxies(text)).toBeNull();
});
