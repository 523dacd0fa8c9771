import { parseTrustedProxies } from "@ai-cost/web-server/environment";
import { expect, test } from "vitest";
import { hostError } from "./request-host";

const SETTINGS = {
  publicUrl: "https://cost.example.com",
  allowedHosts: [
    { name: "cost.internal", port: null },
    { name: "192.0.2.7", port: 3000 },
  ],
  trustedProxies: parseTrustedProxies("192.0.2.0/29"),
};

interface Sent {
  hosts?: string[];
  forwarded?: string;
  url?: string;
  from?: string;
}

const statusOf = ({ hosts = [], forwarded, url = "/dashboard", from = "203.0.113.9" }: Sent) => {
  const headers = { host: hosts[0], "x-forwarded-host": forwarded };
  const request = {
    url,
    headers,
    headersDistinct: { host: hosts },
    socket: { remoteAddress: from },
  };
  return hostError(request, SETTINGS)?.status;
};

test.each([
  "cost.example.com",
  "cost.example.com:443",
  "cost.example.com:8080",
  "cost.example.com.",
  "COST.EXAMPLE.COM",
  "localhost",
  "LocalHost:3000",
  "localhost.:3000",
  "127.0.0.1",
  "127.8.9.10:3000",
  "[::1]",
  "[::1]:3000",
  "[0:0:0:0:0:0:0:1]:3000",
  "[::ffff:127.0.0.1]:3000",
  "cost.internal",
  "cost.internal:8080",
  "192.0.2.7:3000",
])("%s is this server", (host) => {
  expect(statusOf({ hosts: [host] })).toBeUndefined();
});

test.each([
  "evil.example",
  "evil.example:3000",
  "cost.example.com.evil.example",
  "evil-cost.example.com",
  "example.com",
  "cost.example.com..",
  "localhost.evil.example",
  "evil.localhost",
  "127.0.0.1.evil.example",
  "198.51.100.1",
  "0.0.0.0",
  "192.0.2.7",
  "192.0.2.7:80",
  "[2001:db8::2]",
  "[::1",
  "::1",
  "[::ffff:198.51.100.1]",
  "",
  ":3000",
  "localhost:port",
  "localhost:99999",
  "user@localhost",
  "localhost/evil.example",
  "localhost, evil.example",
  "evil.example#localhost",
  "local host",
  "null",
])("%j is another server", (host) => {
  expect(statusOf({ hosts: [host] })).toBe(421);
});

test.each<[string, Sent, number | undefined]>([
  ["no host, as in HTTP/1.0", {}, 421],
  ["another host after ours", { hosts: ["cost.example.com", "evil.example"] }, 421],
  ["another host before ours", { hosts: ["evil.example", "cost.example.com"] }, 421],
  ["our host twice", { hosts: ["cost.example.com", "cost.example.com"] }, 400],
  [
    "a complete URL of another host",
    { hosts: ["cost.example.com"], url: "http://evil.example/dashboard" },
    421,
  ],
  [
    "a complete URL with a name in it",
    { hosts: ["localhost"], url: "http://localhost@evil.example/" },
    421,
  ],
  [
    "a complete URL of ours",
    { hosts: ["evil.example"], url: "http://cost.example.com:8080/dashboard" },
    undefined,
  ],
  [
    "a forwarded host of ours from anybody",
    { hosts: ["evil.example"], forwarded: "localhost" },
    421,
  ],
  [
    "another forwarded host from anybody",
    { hosts: ["cost.example.com"], forwarded: "evil.example" },
    undefined,
  ],
  [
    "a forwarded host of ours from a trusted proxy",
    { hosts: ["app:3000"], forwarded: "cost.example.com", from: "192.0.2.3" },
    undefined,
  ],
  [
    "another forwarded host from a trusted proxy",
    { hosts: ["cost.example.com"], forwarded: "evil.example", from: "192.0.2.3" },
    421,
  ],
  [
    "forwarded hosts of which one is another, in either order",
    { hosts: ["app:3000"], forwarded: "cost.example.com, evil.example", from: "192.0.2.3" },
    421,
  ],
  ["no forwarded host from a trusted proxy", { hosts: ["app:3000"], from: "192.0.2.3" }, 421],
  [
    "our host from a trusted proxy that forwards none",
    { hosts: ["cost.example.com"], from: "192.0.2.3" },
    undefined,
  ],
])("%s", (_, sent, status) => {
  expect(statusOf(sent)).toBe(status);
});

test.each<[string, number | undefined]>([
  ["/api/otel", undefined],
  ["/api/otel/v1/traces", undefined],
  ["/api/v1/usage-events?x=1", undefined],
  ["/api/health", undefined],
  ["/api/health?x=1", undefined],
  ["/api/health/live", undefined],
  ["/api/healthy", 421],
  ["/api/health/../trpc/x", 421],
  ["/api/v12", 421],
  ["/api/trpc/aiCost.getMonthlySummary", 421],
  ["/api/auth/sign-in/email", 421],
  ["/api/usage-imports", 421],
  ["/sign-in", 421],
  ["/", 421],
])("under another name, %s gets %s", (url, status) => {
  expect(statusOf({ hosts: ["app:3000"], url })).toBe(status);
});
