import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { problemOf } from "./error-message";
import { requestIdOf } from "./request-id";

const refusal = (message: string, data: Record<string, unknown> = {}) =>
  TRPCClientError.from({
    error: { code: -32600, message, data: { code: "BAD_REQUEST", httpStatus: 400, ...data } },
  });

test.each([
  [refusal("Only an owner can do that."), "Only an owner can do that."],
  [refusal("email is not an e-mail address"), "Email is not an e-mail address."],
  [
    TRPCClientError.from(new TypeError("Failed to fetch")),
    "The server did not answer. Check the connection and try again.",
  ],
  [new Error("anything"), "The server did not answer. Check the connection and try again."],
])("%s is told as %s", (error, problem) => {
  expect(problemOf(error)).toBe(problem);
});

test("an unexpected error bears the request id, a lost answer the one of its header", () => {
  const headers = { "x-request-id": "of-the-header" };
  const lost = TRPCClientError.from(new Error("no JSON"), {
    meta: { response: new Response("", { status: 502, headers }) },
  });
  expect(requestIdOf(refusal("Something went wrong.", { requestId: "of-the-body" }))).toBe(
    "of-the-body",
  );
  expect(requestIdOf(lost)).toBe("of-the-header");
  expect(requestIdOf(new Error("ours"))).toBeUndefined();
});
