import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { mayPass } from "./query-client";

const answered = (httpStatus: number) =>
  TRPCClientError.from({ error: { code: -32603, message: "no", data: { httpStatus } } });

test.each([
  ["silence", TRPCClientError.from(new TypeError("Failed to fetch")), true],
  ["a failing server", answered(500), true],
  ["a database that is away", answered(503), true],
  ["a malformed question", answered(400), false],
  ["no session", answered(401), false],
  ["a refusal", answered(403), false],
  ["nothing there", answered(404), false],
])("after %s a question is asked again or not", (_name, error, isAskedAgain) => {
  expect(mayPass(0, error)).toBe(isAskedAgain);
});

test("two more tries, then the page says so", () => {
  expect([0, 1, 2].map((failures) => mayPass(failures, answered(503)))).toEqual([
    true,
    true,
    false,
  ]);
});
