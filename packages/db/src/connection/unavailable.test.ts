import { expect, test } from "vitest";
import { isDatabaseUnavailable } from "./unavailable";

const withCode = (code: string) => Object.assign(new Error("from the driver"), { code });

test.each([
  ["a refused connection", "ECONNREFUSED"],
  ["a lost connection", "CONNECTION_CLOSED"],
  ["no connection in time", "CONNECT_TIMEOUT"],
  ["a closed pool", "CONNECTION_ENDED"],
  ["a server that is starting", "57P03"],
  ["a shutdown", "57P01"],
  ["too many connections", "53300"],
  ["a full disk", "53100"],
  ["a lost server process", "08006"],
  ["a statement that took too long", "57014"],
  ["a lock that was not free in time", "55P03"],
  ["a transaction that was idle too long", "25P03"],
])("%s (%s) means that the database is unavailable", (_, code) => {
  expect(isDatabaseUnavailable(withCode(code))).toBe(true);
  expect(isDatabaseUnavailable(new Error("Failed query", { cause: withCode(code) }))).toBe(true);
});

test.each([
  ["a key that exists", "23505"],
  ["a syntax error", "42601"],
  ["a deadlock, which another attempt can get past", "40P01"],
  ["a missing privilege", "42501"],
  ["a wrong password", "28P01"],
])("%s (%s) does not mean that the database is unavailable", (_, code) => {
  expect(isDatabaseUnavailable(withCode(code))).toBe(false);
});

test.each([
  null,
  undefined,
  "CONNECTION_CLOSED",
  { code: "CONNECTION_CLOSED" },
  new Error("no code"),
])("%s does not mean it either", (error) => expect(isDatabaseUnavailable(error)).toBe(false));
