import { expect, test } from "vitest";
import { isDatabaseUnavailable } from "./unavailable";

const withCode = (code: string) => Object.assign(new Error("from the driver"), { code });

test.each([
  ["nobody listens", "ECONNREFUSED"],
  ["a lost connection", "CONNECTION_CLOSED"],
  ["no connection in time", "CONNECT_TIMEOUT"],
  ["a pool that is closed", "CONNECTION_ENDED"],
  ["a server that starts up", "57P03"],
  ["a shutdown", "57P01"],
  ["too many connections", "53300"],
  ["a full disk", "53100"],
  ["a lost server process", "08006"],
  ["a statement that took too long", "57014"],
  ["a lock that was not free in time", "55P03"],
  ["an idle transaction that was ended", "25P03"],
])("%s (%s) is unavailability", (_, code) => {
  expect(isDatabaseUnavailable(withCode(code))).toBe(true);
  expect(isDatabaseUnavailable(new Error("Failed query", { cause: withCode(code) }))).toBe(true);
});

test.each([
  ["a key that exists", "23505"],
  ["a wrong statement", "42601"],
  ["a deadlock, which another attempt may pass", "40P01"],
  ["no right to it", "42501"],
  ["a wrong password", "28P01"],
])("%s (%s) is not", (_, code) => {
  expect(isDatabaseUnavailable(withCode(code))).toBe(false);
});

test.each([
  null,
  undefined,
  "CONNECTION_CLOSED",
  { code: "CONNECTION_CLOSED" },
  new Error("no code"),
])("nor is %s", (error) => expect(isDatabaseUnavailable(error)).toBe(false));
