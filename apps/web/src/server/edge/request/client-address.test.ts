import { parseTrustedProxies } from "@ai-cost/web-server/environment";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const TRUSTED = "192.0.2.0/29, 2001:db8:1::/48";

const addressOf = (socketAddress: string, forwarded: string | undefined, proxies: string | null) =>
  clientAddress(
    { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: socketAddress } },
    proxies === null ? null : parseTrustedProxies(proxies),
  );

test.each<[string, string, string | undefined, string]>([
  ["a direct client without the header", "203.0.113.9", undefined, "203.0.113.9"],
  ["a direct client that forges the header", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a client of a trusted proxy", "192.0.2.3", "198.51.100.1", "198.51.100.1"],
  [
    "a client of a trusted proxy that forges the header",
    "192.0.2.3",
    "203.0.113.200, 198.51.100.1",
    "198.51.100.1",
  ],
  [
    "a client behind two trusted proxies",
    "192.0.2.3",
    "203.0.113.200,198.51.100.1, 192.0.2.7",
    "198.51.100.1",
  ],
  ["a trusted proxy itself", "192.0.2.3", undefined, "192.0.2.3"],
  ["a trusted proxy on behalf of another", "192.0.2.3", "192.0.2.4", "192.0.2.4"],
  [
    "a trusted proxy that forwards something that is not an address",
    "192.0.2.3",
    "unknown",
    "192.0.2.3",
  ],
  ["a trusted proxy as an IPv4-mapped address", "::ffff:192.0.2.3", "198.51.100.1", "198.51.100.1"],
  ["a trusted proxy with IPv6", "2001:db8:1::1", "2001:db8:2::5", "2001:db8:2::5"],
  ["an address next to the trusted range", "192.0.2.8", "198.51.100.1", "192.0.2.8"],
])("%s", (_, socketAddress, forwarded, address) => {
  expect(addressOf(socketAddress, forwarded, TRUSTED)).toBe(address);
});

test("without trusted proxies the header is ignored", () => {
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
])("%j is not a list of proxies", (text) => {
  expect(parseTrustedProxies(text)).toBeNull();
});
