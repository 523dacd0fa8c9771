import { createDatabase, rateLimits } from "@ai-cost/db";
import { afterEach, expect, test, vi } from "vitest";
import { log } from "./log";

afterEach(() => vi.restoreAllMocks());

/** What one line of the log says. */
function lineOf(cause: unknown): string {
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  log.error("a page failed", { requestId: "r-1", spentMicroUsd: 5n, cause });
  return String(written.mock.calls[0]?.[0]);
}

test("an error is logged with its message, its code and its cause", () => {
  const cause = Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
  expect(JSON.parse(lineOf(new Error("no session", { cause })))).toMatchObject({
    level: "error",
    message: "a page failed",
    requestId: "r-1",
    spentMicroUsd: "5",
    cause: {
      message: "no session",
      cause: { message: "connection refused", code: "ECONNREFUSED" },
    },
  });
});

test("a failed query is logged without its values", async () => {
  const { db, close } = createDatabase("postgres://nobody@127.0.0.1:1/nowhere", {
    timeLimits: { acquireMs: 100, statementMs: 100, lockMs: 100, idleInTransactionMs: 100 },
  });
  const failure = await db
    .insert(rateLimits)
    .values({ key: "a secret" })
    .catch((error: unknown) => error);
  await close();
  const line = lineOf(failure);
  expect(line).toContain('insert into \\"rate_limits\\"');
  expect(line).not.toContain("a secret");
});
