import { onlineManager } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, test } from "vitest";
import { createQueryClient, shouldRetry } from "./query-client";

afterEach(() => onlineManager.setOnline(true));

const failed = (httpStatus: number) =>
  TRPCClientError.from({ error: { code: -32603, message: "no", data: { httpStatus } } });

test.each([
  ["no response", TRPCClientError.from(new TypeError("Failed to fetch")), true],
  ["a failing server", failed(500), true],
  ["an unavailable database", failed(503), true],
  ["too many queries at once", failed(429), true],
  ["a malformed input", failed(400), false],
  ["no session", failed(401), false],
  ["a forbidden query", failed(403), false],
  ["not found", failed(404), false],
])("after %s: retry is %s", (_name, error, isRetried) => {
  expect(shouldRetry(0, error)).toBe(isRetried);
});

test("a query is retried twice", () => {
  expect([0, 1, 2].map((failures) => shouldRetry(failures, failed(503)))).toEqual([
    true,
    true,
    false,
  ]);
});

test("offline, a query and a mutation fail instead of waiting", async () => {
  onlineManager.setOnline(false);
  const client = createQueryClient();
  const unreachable = () => Promise.reject(new TypeError("Failed to fetch"));
  const query = client.fetchQuery({ queryKey: ["a"], queryFn: unreachable, retry: false });
  await expect(query).rejects.toThrow("Failed to fetch");
  const mutation = client.getMutationCache().build(client, { mutationFn: unreachable });
  await expect(mutation.execute(undefined)).rejects.toThrow("Failed to fetch");
});
