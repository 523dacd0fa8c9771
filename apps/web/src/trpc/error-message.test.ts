import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { errorMessage } from "./error-message";
import { requestIdOf } from "./request-id";

const refused = (message: string, data: Record<string, unknown> = {}) =>
  TRPCClientError.from({
    error: { code: -32600, message, data: { code: "BAD_REQUEST", httpStatus: 400, ...data } },
  });

test.each([
  [refused("Only an owner can do that."), "Only an owner can do that."],
  [refused("email is not an e-mail address"), "Email is not an e-mail address."],
  [
    TRPCClientError.from(new TypeError("Failed to fetch")),
    "The server did not respond. Check the connection and try again.",
  ],
  [new Error("anything"), "The server did not respond. Check the connection and try again."],
])("%s is shown as %s", (error, problem) => {
  expect(errorMessage(error)).toBe(problem);
});

test("the request id is in the error, or else in the header of the response", () => {
  const headers = { "x-request-id": "of-the-header" };
  const unreadable = TRPCClientError.from(new Error("no JSON"), {
    meta: { response: new Response("", { status: 502, headers }) },
  });
  expect(requestIdOf(refused("Something went wrong.", { requestId: "of-the-body" }))).toBe(
    "of-the-body",
  );
  expect(requestIdOf(unreadable)).toBe("of-the-header");
  expect(requestIdOf(new Error("ours"))).toBeUndefined();
});
