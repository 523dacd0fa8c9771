import { createHmac } from "node:crypto";
import { createAuth, sessionUser } from "@ai-cost/auth";
import { newIngestKey } from "@ai-cost/auth/api-keys";
import { createDatabase, newId, rateLimits } from "@ai-cost/db";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLogger } from "./logger";
import { redirectConsole } from "./redirect-console";

let written: string[];
let logger: ReturnType<typeof createLogger>;
beforeEach(() => {
  written = [];
  logger = createLogger({ write: (line) => void written.push(line) });
});
afterEach(() => vi.restoreAllMocks());

/** Logs an error with this cause and returns the line that the logger writes. */
function lineOf(cause: unknown): string {
  logger.error({ requestId: "r-1", spentMicroUsd: 5n, cause }, "a page failed");
  return written.join("");
}

async function failedQuery(): Promise<unknown> {
  const { db, close } = createDatabase("postgres://nobody@127.0.0.1:1/nowhere", {
    timeLimits: {
      connectMs: 2_000,
      acquireMs: 100,
      statementMs: 100,
      lockMs: 100,
      idleInTransactionMs: 100,
    },
  });
  const failure = await db
    .insert(rateLimits)
    .values({ key: "a value\nof two lines" })
    .catch((error: unknown) => error);
  await close();
  return failure;
}

test("an error is one line of JSON with its message, its code and its cause", () => {
  const cause = Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
  const line = lineOf(new Error("no session", { cause }));
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({
    level: "error",
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    message: "a page failed",
    requestId: "r-1",
    spentMicroUsd: "5",
    cause: {
      name: "Error",
      message: "no session",
      stack: expect.stringContaining("logger.test.ts"),
      cause: expect.objectContaining({ message: "connection refused", code: "ECONNREFUSED" }),
    },
  });
});

test("a failed query is logged without its values", async () => {
  const line = lineOf(await failedQuery());
  expect(line).toContain('insert into \\"rate_limits\\"');
  expect(line).not.toMatch(/a value|two lines/);
  expect(JSON.parse(line).cause.stack).toContain("failedQuery (log/logger.test.ts");
});

test("a failed session look-up is logged without the session's token", async () => {
  const { db, close } = createDatabase("postgres://nobody@127.0.0.1:1/nowhere");
  const [secret, token] = ["a secret that is long enough for sign-in", "token-of-a-session"];
  const log = { error: () => {} };
  const auth = createAuth({
    db,
    secret,
    baseUrl: "http://localhost",
    allowSignUp: false,
    mail: null,
    log,
  });
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  const headers = new Headers({ cookie: `ai-cost.session_token=${token}.${signature}` });
  const failure = await sessionUser(auth, headers).catch((error: unknown) => error);
  await close();
  const line = lineOf(failure);
  expect(line).toContain('from \\"sessions\\"');
  expect(line).not.toContain(token);
});

test("a failed query that Next prints is logged without its values", async () => {
  const { warn, error } = console;
  redirectConsole(logger);
  console.error("the page", await failedQuery());
  Object.assign(console, { warn, error });
  expect(JSON.parse(written.join(""))).toMatchObject({ level: "error", message: "the page" });
  expect(written.join("")).toContain("rate_limits");
  expect(written.join("")).not.toContain("a value");
});

const KEY = newIngestKey(newId()).text;
const ADDRESS = new URL("postgres://db.example.com/costs");
Object.assign(ADDRESS, { username: "me", password: "hidden" });

test.each<[string, unknown]>([
  ["a secret field", { authorization: "hidden" }],
  [
    "a secret field inside another field",
    { headers: { cookie: "hidden" }, body: { password: "hidden" } },
  ],
  ["a secret property of an error", Object.assign(new Error("x"), { token: "hidden" })],
  ["a secret property of an error's cause", new Error("x", { cause: { databaseUrl: "hidden" } })],
  ["the password of a URL", new Error(`cannot reach ${ADDRESS}`)],
  ["a URL that cannot be parsed", Object.assign(new Error("Invalid URL"), { input: "hidden" })],
  ["a bearer token", new Error("refused Bearer hidden")],
  ["a session cookie", new Error("cookie: a=b; ai-cost.session_token=hidden; c=d")],
  ["an ingest key", new Error(`refused ${KEY}`)],
  ["the token of a link in an alert", new Error("failed: /alerts/confirm/chl_hidden.hidden")],
  ["the token of a password reset", new Error("failed: /reset-password/rst_hidden")],
])("%s is not logged", (_, cause) => {
  const line = lineOf(cause);
  expect(line).toContain("a page failed");
  expect(line).not.toContain("hidden");
  expect(line).not.toContain(KEY.slice(-20));
});

const MANY = "a".repeat(600_000);
const deep = (levels: number): object => (levels === 0 ? { MANY } : { inner: deep(levels - 1) });

test.each<[string, unknown]>([
  ["a long text", MANY],
  ["control characters", "\u0001".repeat(100_000)],
  ["characters of several bytes", "€".repeat(100_000)],
  ["half characters", "\ud800".repeat(100_000)],
  ["a long message", new Error(MANY)],
  ["a long name of a field", { [MANY]: 1 }],
  ["many fields", Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n]))],
  ["many elements", Array.from({ length: 10_000 }, () => "element")],
  ["many levels", deep(50)],
  [
    "many causes",
    Array.from({ length: 30 }).reduce((cause) => new Error("again", { cause }), new Error("first")),
  ],
  ["errors in an error", new AggregateError(Array.from({ length: 50 }, () => new Error(MANY)))],
])("a line with %s has at most 1 KiB", (_, value) => {
  logger.error({ requestId: "r-1", value, another: value }, MANY);
  const line = written.join("");
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(1024);
  expect(JSON.parse(line)).toMatchObject({ level: "error", requestId: "r-1" });
});

test("what Next prints about a request that it refuses is not logged", () => {
  const { warn, error } = console;
  redirectConsole(logger);
  console.warn(new Error(`Failed to find Server Action "${"0".repeat(42)}".`));
  console.warn(" ⚠", "Missing `origin` header from a forwarded Server Actions request.");
  Object.assign(console, { warn, error });
  expect(written).toEqual([]);
});

test("an error that is its own cause is logged", () => {
  const error = new Error("round");
  error.cause = error;
  expect(JSON.parse(lineOf(error)).cause.message).toBe("round");
});
