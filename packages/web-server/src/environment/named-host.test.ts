import { expect, test } from "vitest";
import { parseAllowedHosts, parseHost } from "./named-host";

test.each<[string, string, number | null]>([
  ["cost.example.com", "cost.example.com", null],
  ["cost.example.com:8080", "cost.example.com", 8080],
  ["cost.example.com:", "cost.example.com", null],
  ["COST.Example.COM", "cost.example.com", null],
  ["cost.example.com.", "cost.example.com", null],
  ["cost.example.com.:80", "cost.example.com", 80],
  ["ai_cost", "ai_cost", null],
  ["127.0.0.1:3000", "127.0.0.1", 3000],
  ["127.1", "127.0.0.1", null],
  ["[::1]", "[::1]", null],
  ["[0:0:0:0:0:0:0:1]:3000", "[::1]", 3000],
  ["[::FFFF:127.0.0.1]", "[::ffff:7f00:1]", null],
])("%s names %s and port %s", (text, name, port) => {
  expect(parseHost(text)).toEqual({ name, port });
});

test.each([
  "",
  ":3000",
  "::1",
  "[::1",
  "[2001:db8::1%25eth0]",
  "cost.example.com:port",
  "cost.example.com:70000",
  "cost.example.com:1:2",
  "me@cost.example.com",
  "cost.example.com/path",
  "cost.example.com, evil.example",
  "cost example",
  "cost%2eexample",
  "http://cost.example.com",
])("%j is not a host", (text) => {
  expect(parseHost(text)).toBeNull();
});

test("a list of hosts is split at its commas, and one wrong item makes it invalid", () => {
  expect(parseAllowedHosts("app, 192.0.2.7:3000")).toEqual([
    { name: "app", port: null },
    { name: "192.0.2.7", port: 3000 },
  ]);
  for (const list of ["app,", "app, http://app", "*.example.com"])
    expect(parseAllowedHosts(list)).toBeNull();
});
