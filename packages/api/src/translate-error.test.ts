import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { isUnexpected, translateError } from "./translate-error";

/**
 * An error of a failed query: tRPC's error wraps the query builder's error, which wraps the driver's
 * error.
 */
const failed = (code: string) => {
  const cause = Object.assign(new Error("secret"), { code });
  const query = new Error("Failed query: select secret", { cause });
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: query });
};

test.each([
  ["ECONNREFUSED", "SERVICE_UNAVAILABLE"],
  ["ECONNRESET", "SERVICE_UNAVAILABLE"],
  ["CONNECT_TIMEOUT", "SERVICE_UNAVAILABLE"],
  ["CONNECTION_CLOSED", "SERVICE_UNAVAILABLE"],
  ["57P01", "SERVICE_UNAVAILABLE"],
  ["57P03", "SERVICE_UNAVAILABLE"],
  ["57014", "SERVICE_UNAVAILABLE"],
  ["55P03", "SERVICE_UNAVAILABLE"],
  ["08006", "SERVICE_UNAVAILABLE"],
  ["53300", "SERVICE_UNAVAILABLE"],
  ["53100", "SERVICE_UNAVAILABLE"],
  ["42P01", "INTERNAL_SERVER_ERROR"],
  ["23505", "INTERNAL_SERVER_ERROR"],
  ["22P02", "INTERNAL_SERVER_ERROR"],
  ["ERR_INVALID_ARG_TYPE", "INTERNAL_SERVER_ERROR"],
])("%s becomes %s, without its message", (code, translated) => {
  const error = translateError(failed(code));
  expect(error.code).toBe(translated);
  expect(error.message).not.toMatch(/secret|select/);
  expect(isUnexpected(error)).toBe(true);
});

test.each(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "PAYLOAD_TOO_LARGE"] as const)(
  "%s keeps its message",
  (code) => {
    const error = new TRPCError({ code, message: "said on purpose" });
    expect(translateError(error)).toBe(error);
    expect(isUnexpected(error)).toBe(false);
  },
);

test("translating an error twice changes nothing", () => {
  const once = translateError(failed("57P01"));
  expect(translateError(once)).toBe(once);
});
