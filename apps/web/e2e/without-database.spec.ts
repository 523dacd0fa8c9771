import { type ChildProcess, fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const SECRET = "a secret of the test that is long enough";
const PASSWORD_OF_DATABASE = "of-the-database";
const KEY = `aicost_${"0".repeat(32)}_${"a".repeat(43)}`;

let server: ChildProcess;
let url: string;
let log: string;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}

test.beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  log = "";
  server = fork(fileURLToPath(new URL("../dist/server.mjs", import.meta.url)), {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: `postgres://nobody:${PASSWORD_OF_DATABASE}@127.0.0.1:1/nowhere`,
      AUTH_SECRET: SECRET,
      PORT: String(port),
      HOST: "127.0.0.1",
      PUBLIC_URL: "https://cost.example.com",
    },
  });
  server.stderr?.on("data", (chunk) => {
    log += chunk;
  });
  await once(server, "message");
});
test.afterAll(() => server.kill("SIGKILL"));

/** A session cookie with a valid signature. Only the database knows whether its session exists. */
function cookie(): string {
  const token = "a".repeat(32);
  const signature = createHmac("sha256", SECRET).update(token).digest("base64");
  return `__Host-ai-cost.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

const post = (data: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(data),
  headers: { "content-type": "application/json", ...headers },
});
const credentials = { email: "owner@example.com", password: "demo-password" };

for (const [what, path, options] of [
  ["a page", "/dashboard", {}],
  ["a product's page", "/dashboard/products/01980000-0000-7000-8000-000000000001/ai-cost", {}],
  ["the sign-in page", "/sign-in", {}],
  ["a procedure", "/api/trpc/projects.list", {}],
  ["a batch", "/api/trpc/projects.list,aiCost.getCrossProjectSummary?batch=1", {}],
  ["a change", "/api/trpc/projects.create", post({ name: "x" })],
  ["a sign-in", "/api/auth/sign-in/email", post(credentials)],
  ["a sign-out", "/api/auth/sign-out", post({})],
  ["an ingest endpoint", "/api/v1/usage-events", post({}, { authorization: `Bearer ${KEY}` })],
  ["the health check", "/api/health", {}],
] as [string, string, RequestInit][])
  test(`without its database ${what} is 503, with a retry-after`, async () => {
    const headers = { cookie: cookie(), origin: "https://cost.example.com", ...options.headers };
    const response = await fetch(url + path, { ...options, headers, redirect: "manual" });
    const body = await response.text();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(response.headers.get("strict-transport-security")).toContain("max-age=");
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|select|node_modules/);
  });

test("the server stays alive, and its log explains each failure in a line of JSON, without a secret", async () => {
  const response = await fetch(`${url}/api/health/live`);
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  const page = await fetch(`${url}/dashboard`, { headers: { cookie: cookie() } });
  const requestId = page.headers.get("x-request-id");
  const lines = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const line = lines.find((entry) => entry.requestId === requestId);
  expect(line).toMatchObject({ level: "error", path: "/dashboard" });
  expect(JSON.stringify(line)).toContain("ECONNREFUSED");
  expect(log).not.toContain(PASSWORD_OF_DATABASE);
  expect(log).not.toContain("a".repeat(32));
});

test("it exits on SIGTERM", async () => {
  const exited = once(server, "exit");
  server.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});
