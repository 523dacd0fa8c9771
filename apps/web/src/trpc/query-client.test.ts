import { onlineManager } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, test } from "vitest";
import { createQueryClient, mayPass } from "./query-client";

afterEach(() => onlineManager.setOnline(true));

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

test("without a network a question and a change fail, rather than wait in silence", async () => {
  onlineManager.setOnline(false);
  const client = createQueryClient();
  const unreachable = () => Promise.reject(new TypeError("Failed to fetch"));
  const question = client.fetchQuery({ queryKey: ["a"], queryFn: unreachable, retry: false });
  await expect(question).rejects.toThrow("Failed to fetch");
  const change = client.getMutationCache().build(client, { mutationFn: unreachable });
  await expect(change.execute(undefined)).rejects.toThrow("Failed to fetch");
});
