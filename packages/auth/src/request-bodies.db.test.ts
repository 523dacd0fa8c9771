import { rateLimits } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { like } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { createAccount } from "./accounts/create-account";
import { newEmail, newSource, PASSWORD, post, signIn, testAuth } from "./testing/auth-client";

const { app, db } = testDatabase();
const error = vi.fn();
const auth = testAuth(app.db, { allowSignUp: true, log: { error } });
const LONG = "x".repeat(3_000);

/** A valid body of each route. */
const BODIES = {
  "/sign-in/email": { email: "ada@example.com", password: PASSWORD },
  "/sign-up": { email: "ada@example.com", name: "Ada", password: PASSWORD },
  "/sign-out": {},
  "/change-password": { currentPassword: PASSWORD, newPassword: PASSWORD },
} as const;
const ROUTES = Object.entries(BODIES);

const addressCounters = (source: string) =>
  db
    .select()
    .from(rateLimits)
    .where(like(rateLimits.key, `%${source}`));

describe.each(ROUTES)("%s", (path, body) => {
  test.each([
    ["an unknown field", { ...body, callbackURL: `https://evil.example/${LONG}` }],
    ["a field of the library", { ...body, rememberMe: false }],
    ["the field __proto__", JSON.parse('{"__proto__": {"email": "x"}}')],
    ["an array", [body]],
    ["null", null],
    ["a text", "x"],
  ])("refuses %s with 400, logs nothing and counts no attempt", async (_, sent) => {
    error.mockClear();
    const source = newSource();
    const response = await post(auth, path, sent, { source });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).not.toContain("evil.example");
    expect(text.length).toBeLessThan(400);
    expect(error).not.toHaveBeenCalled();
    expect(await addressCounters(source)).toEqual([]);
  });

  test("refuses a body of more than 4 KiB", async () => {
    const response = await post(auth, path, { ...body, filler: "x".repeat(4_096) });
    expect(response.status).toBe(413);
  });

  test("refuses a body that is not JSON", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post(auth, path, body, { headers })).status).toBe(415);
  });

  test("answers a GET with 405", async () => {
    const response = await auth.handler(new Request(`http://localhost:3000/api/auth${path}`));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

test.each(["callbackURL", "redirectTo", "errorCallbackURL"])(
  "an address in the query's field %s is neither read nor logged",
  async (name) => {
    error.mockClear();
    const path = `/sign-in/email?${name}=${encodeURIComponent(`https://evil.example/${LONG}`)}`;
    const response = await post(auth, path, { email: newEmail(), password: PASSWORD });
    expect(response.status).toBe(401);
    expect(error).not.toHaveBeenCalled();
  },
);

test("a header of any length adds less than a kibibyte to the log", async () => {
  error.mockClear();
  const headers = { referer: `https://evil.example/${LONG}`, cookie: "a=b" };
  const body = { email: newEmail(), password: PASSWORD };
  const response = await post(auth, "/sign-in/email", body, { origin: null, headers });
  expect(response.status).toBe(403);
  expect(JSON.stringify(error.mock.calls).length).toBeLessThan(1_024);
});

test.each([
  "ada@localhost",
  "a@b.c",
  "ada+cost@b.example",
  "o'brien@museum.example",
  "x!#$%&*/=?^_`{|}~-@example.com",
  `${"x".repeat(64)}@example.com`,
])("an account can have the address %s and sign in", async (address) => {
  const email = address.replace("@", `${Math.floor(Math.random() * 1e9)}@`);
  await createAccount(app.db, { email, name: "Ada", password: PASSWORD, now: new Date() });
  expect((await signIn(auth, ` ${email.toUpperCase()} `)).status).toBe(200);
});

test.each([
  "ada",
  "ada@",
  "@example.com",
  "a b@example.com",
  "a@b@c",
  "ada@-x.com",
  "ada@example.",
])("%s is not an e-mail address", async (email) => {
  const response = await signIn(auth, email);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: "That is not an e-mail address." });
});
