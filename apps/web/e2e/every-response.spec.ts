import type { APIRequestContext, APIResponse } from "@playwright/test";
import { ATLAS, HARBOR } from "./demo-story";
import { expect, openSession, signInByRequest, test } from "./test";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "content-security-policy": expect.stringMatching(/default-src .*frame-ancestors 'none'/),
  "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
};

const json = (data: unknown, headers: Record<string, string> = {}) => ({
  method: "POST",
  data: JSON.stringify(data),
  headers: { "content-type": "application/json", ...headers },
});
const CROSS_SITE = { origin: "https://evil.example" };
const NAMES = Array.from({ length: 21 }, () => "projects.list").join(",");

type Options = Parameters<APIRequestContext["fetch"]>[1];

const PRIVATE: [string, number, string, Options?][] = [
  ["a redirect", 307, "/"],
  ["a redirect to the sign-in page", 307, "/dashboard?month=2026-11"],
  ["a redirect by Next", 308, "/sign-in/"],
  ["a page", 200, "/sign-in"],
  ["a page's head", 200, "/sign-in", { method: "HEAD" }],
  ["an unknown page", 404, "/nothing"],
  ["an unknown file", 404, "/_next/static/nothing.js"],
  ["the image optimiser, which is off", 404, "/_next/image?url=%2Ficon.svg&w=64&q=75"],
  ["Next's internal error page", 404, "/_global-error"],
  ["a malformed address", 400, "/%"],
  ["a malformed procedure", 400, "/api/trpc/%"],
  ["a procedure with a NUL", 404, "/api/trpc/%00"],
  ["a method that pages do not support", 405, "/sign-in", { method: "DELETE" }],
  ["a procedure", 401, "/api/trpc/projects.list"],
  ["too many procedures", 400, `/api/trpc/${NAMES}?batch=1`],
  ["a procedure's options", 204, "/api/trpc/projects.list", { method: "OPTIONS" }],
  [
    "a form for a procedure",
    415,
    "/api/trpc/projects.create",
    { method: "POST", form: { a: "b" } },
  ],
  ["too large a body", 413, "/api/trpc/projects.create", json("a".repeat(1024 * 1024))],
  [
    "too large a form",
    413,
    "/sign-in",
    { method: "POST", multipart: { a: "b".repeat(1_048_576) } },
  ],
  ["a change from another site", 403, "/api/trpc/projects.create", json({ name: "x" }, CROSS_SITE)],
  [
    "a form from another site",
    403,
    "/sign-in",
    { method: "POST", multipart: { a: "b" }, headers: CROSS_SITE },
  ],
  [
    "an unknown server action",
    400,
    "/sign-in",
    { method: "POST", headers: { "next-action": "abc" } },
  ],
  ["a sign-in route that is disabled", 404, "/api/auth/get-session"],
  [
    "a sign-in",
    401,
    "/api/auth/sign-in/email",
    json({ email: "no@example.com", password: "wrong" }),
  ],
  ["a malformed sign-in", 400, "/api/auth/sign-in/email", json({})],
  ["an ingest endpoint without a key", 401, "/api/v1/usage-events", json({})],
  ["an ingest endpoint with another method", 405, "/api/otel/v1/traces"],
  ["an unknown ingest endpoint", 404, "/api/v1/nothing"],
  ["the health check", 200, "/api/health"],
  ["the liveness check", 200, "/api/health/live"],
];

test("every response has every header, and nothing private is cached", async ({ request }) => {
  const ids = new Set<string | undefined>();
  for (const [what, status, path, options] of PRIVATE) {
    const response = await request.fetch(path, { maxRedirects: 0, ...options });
    expect([response.status(), response.headers()], what).toMatchObject([status, HEADERS]);
    expect(response.headers()["cache-control"], what).toContain("no-store");
    expect(await response.text(), what).not.toMatch(/node_modules|\.mjs|at async|postgres/);
    ids.add(response.headers()["x-request-id"]);
  }
  expect(ids.size).toBe(PRIVATE.length);
});

test("public files may be cached, and have the same headers", async ({ request }) => {
  const page = await (await request.get("/sign-in")).text();
  const script = /\/_next\/static\/[\w./~-]+\.js/.exec(page)?.[0] ?? "";
  for (const path of [script, "/icon.svg", "/api/v1/openapi.json"]) {
    const response = await request.get(path);
    expect([response.status(), response.headers()], path).toMatchObject([200, HEADERS]);
    expect(response.headers()["cache-control"], path).toContain("public");
  }
});

test("responses to a signed-in person have them too", async ({ page }) => {
  await openSession(page, "owner");
  for (const [path, status] of [
    [`${ATLAS}/ai-cost`, 200],
    [`${HARBOR}/ai-cost`, 404],
    ["/api/trpc/projects.list", 200],
  ] as const) {
    const response = await page.request.get(path);
    expect([response.status(), response.headers()], path).toMatchObject([status, HEADERS]);
    expect(response.headers()["cache-control"], path).toContain("no-store");
  }
});

/**
 * Sends requests as another site would, with each content type that a form can send and some others.
 * Returns the statuses.
 */
async function crossSiteRequests(request: APIRequestContext, path: string, body: string) {
  const types = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "",
  ];
  const responses: APIResponse[] = [];
  for (const type of types)
    for (const method of ["GET", "POST"])
      responses.push(
        await request.fetch(path, {
          method,
          maxRedirects: 0,
          headers: { ...CROSS_SITE, ...(type && { "content-type": type }) },
          ...(method === "POST" && { data: Buffer.from(body) }),
        }),
      );
  return responses.map((response) => response.status());
}

test("another site changes nothing, whatever it sends", async ({ page, baseURL }) => {
  const { request } = page;
  await signInByRequest(request, "admin");
  const projectId = ATLAS.split("/").at(-1);
  const change = JSON.stringify({ projectId });
  for (const [path, body] of [
    ["/api/trpc/aiCost.clearBudgetLimit", change],
    ["/api/trpc/aiCost.clearBudgetLimit?batch=1", JSON.stringify({ 0: { projectId } })],
    ["/api/auth/sign-out", "{}"],
    ["/sign-out", await signOutForm(request)],
  ] as const)
    for (const status of await crossSiteRequests(request, path, body))
      expect([200, 400, 403, 404, 405]).toContain(status);

  const session = await request.get("/api/trpc/projects.list");
  expect(session.status()).toBe(200);
  const summary = await request.get(
    `/api/trpc/aiCost.getMonthlySummary?input=${encodeURIComponent(change)}`,
  );
  expect((await summary.json()).result.data.budgetLimit).toBeGreaterThan(0);

  // The same form from our own page does sign out, which shows that the cross-site forms above were valid
  // and were refused.
  const sameSite = await request.fetch("/sign-out", {
    method: "POST",
    maxRedirects: 0,
    headers: { origin: baseURL ?? "", "content-type": "multipart/form-data; boundary=x" },
    data: Buffer.from(await signOutForm(request)),
  });
  expect(sameSite.status()).toBe(303);
  expect((await request.get("/api/trpc/projects.list")).status()).toBe(401);
});

/** The multipart body that a browser sends for the form of the sign-out page. */
async function signOutForm(request: APIRequestContext): Promise<string> {
  const page = await (await request.get("/sign-out")).text();
  const names = new Set(page.match(/\$ACTION_ID_[0-9a-f]+/g));
  return [...names]
    .map((name) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`)
    .join("")
    .concat("--x--\r\n");
}

test("an ingest endpoint does not accept a cookie", async ({ page }) => {
  await openSession(page, "owner");
  for (const path of ["/api/v1/usage-events", "/api/v1/litellm", "/api/otel/v1/logs"])
    expect((await page.request.fetch(path, json({}))).status()).toBe(401);
});

test("the redirect after signing in never leaves the site", async ({ page, baseURL }) => {
  await openSession(page, "member");
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "/\t/evil.example",
  ]) {
    const response = await page.request.get(`/sign-in?next=${encodeURIComponent(next)}`, {
      maxRedirects: 0,
    });
    const { host } = new URL(response.headers().location ?? "", baseURL);
    expect([response.status(), host], next).toEqual([307, new URL(baseURL ?? "").host]);
  }
});
