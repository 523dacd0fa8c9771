import { setTimeout as sleep } from "node:timers/promises";
import { REQUESTS } from "@ai-cost/ingest/testing";
import { type RawRequest, sendRaw } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { type ServerAction, serverActionOf } from "../../fixture/server-action";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { postUsage } from "../../traffic/deliver";
import { usageRequest } from "../../traffic/usage";

const REPEATS = { short: 100, normal: 1_000, long: 10_000 };
const MOST_BYTES_PER_REQUEST = 1024;
/** What Postgres writes by itself, such as about checkpoints, while the repeats arrive. */
const MOST_POSTGRES_BYTES = 4096;
/** How long a line needs from the server to this process. */
const LINE_MS = 100;
const LONG = "a".repeat(600_000);

faultCase({
  id: "B9",
  title:
    "nobody who is not signed in writes more than 1 KiB a request to the log, and a repeat writes nothing",
  seenRedBy:
    "a log that does not cut its lines, to which sign-ins write their bodies: 3,445 bytes for one request",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const log = new LogMeter(environment);
    const action = await serverActionOf(environment.server.url, "/sign-in");
    const measure = async (when: string) => {
      for (const [what, request] of Object.entries(hostileRequests(action))) {
        findings.hits += 1;
        const bytes = await log.bytesOf(() => sendRaw(environment.server.url, request));
        if (bytes > MOST_BYTES_PER_REQUEST) findings.add(`${what} writes ${bytes} bytes ${when}`);
      }
    };
    await measure("to the log");
    const longest = log.longestBytes;
    await environment.postgres.stop();
    await measure("while the database is stopped");
    await environment.recover();
    const repeatedBytes = await repeat();
    if (repeatedBytes > MOST_POSTGRES_BYTES)
      findings.add(`${REPEATS[scale]} repeats write ${repeatedBytes} bytes to the log of Postgres`);
    return {
      hits: findings.hits,
      figures: {
        "longest log of a request, bytes": longest,
        "longest while the database is stopped, bytes": log.longestBytes,
        [`log of Postgres for ${REPEATS[scale]} repeats, bytes`]: repeatedBytes,
      },
      problems: findings.problems,
    };

    /** Sends the same usage again and again. Returns how many bytes Postgres logs meanwhile. */
    async function repeat(): Promise<number> {
      const tenant = await environment.makeTenant();
      const usage = usageRequest(environment.model, tenant, random, { calls: 3, format: FORMAT });
      const send = async () => {
        const { status } = await postUsage(environment.server.url, tenant.key, usage);
        if (status !== 200) findings.add(`repeated usage has the status ${status}`);
      };
      await send();
      for (const sent of usage.usages) sent.isAcknowledged = true;
      const before = environment.postgres.log().length;
      for (let number = 0; number < REPEATS[scale]; number += 1) await send();
      return environment.postgres.log().length - before;
    }
  },
});

const [FORMAT] = Object.keys(REQUESTS) as [keyof typeof REQUESTS];

/** Measures what the server and Postgres write to their logs. */
class LogMeter {
  longestBytes = 0;
  #serverBytes = 0;

  constructor(readonly environment: Environment) {
    environment.server.onLine = (line) => {
      this.#serverBytes += Buffer.byteLength(line) + 1;
    };
  }

  async bytesOf(send: () => Promise<unknown>): Promise<number> {
    const [server, postgres] = [this.#serverBytes, this.environment.postgres.log().length];
    await send().catch(() => {});
    await sleep(LINE_MS);
    const bytes = this.#serverBytes - server + this.environment.postgres.log().length - postgres;
    this.longestBytes = Math.max(this.longestBytes, bytes);
    return bytes;
  }
}

function hostileRequests({ id, fields }: ServerAction): Record<string, RawRequest> {
  const json = { "content-type": "application/json" };
  const header = "h".repeat(12_000);
  const post = (path: string, body: unknown, headers = {}): RawRequest => ({
    method: "POST",
    path,
    headers: { ...json, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const signIn = { email: "nobody@example.com", password: "wrong" };
  const action = (actionId: string, body: string): RawRequest => ({
    method: "POST",
    path: "/sign-in",
    headers: { "next-action": actionId, "content-type": "text/plain;charset=UTF-8" },
    body,
  });
  return {
    "a long callback": post("/api/auth/sign-in/email", { ...signIn, callbackURL: LONG }),
    "a callback that has room": post("/api/auth/sign-in/email", {
      ...signIn,
      callbackURL: `http://evil.example/${LONG.slice(0, 3_000)}`,
    }),
    "a long address": post("/api/auth/sign-in/email", { ...signIn, email: `${LONG}@example.com` }),
    "an address with a zero": post("/api/auth/sign-in/email", {
      ...signIn,
      email: `${LONG.slice(0, 100)}\0@example.com`,
    }),
    "a long unknown field": post("/api/auth/sign-in/email", { ...signIn, [LONG]: 1 }),
    "a foreign origin": post("/api/auth/sign-in/email", signIn, { origin: `http://${header}` }),
    "a long address of a sign-up": post("/api/auth/sign-up", { ...signIn, name: LONG, code: LONG }),
    "a sign-in": post("/api/auth/sign-in/email", signIn),
    "a long procedure": { path: `/api/trpc/${header}` },
    "many procedures": {
      path: `/api/trpc/${Array(20).fill("aiCost.getMonthlySummary").join(",")}?batch=1`,
    },
    "a long cookie": { path: "/dashboard", headers: { cookie: `ai-cost.session_token=${header}` } },
    "a cookie with a zero": {
      path: "/dashboard",
      headers: { cookie: `ai-cost.session_token=%00${header}` },
    },
    "a long path": { path: `/dashboard/products/${header}/ai-cost` },
    "a long query": { path: `/sign-in?next=${header}` },
    "a page": { path: "/dashboard" },
    "a public page": { path: "/sign-in" },
    "a health check": { path: "/api/health" },
    "a long key": post("/api/v1/usage-events", "[]", { authorization: `Bearer aicost_${header}` }),
    "an unknown action": action("0".repeat(42), "[]"),
    "a long action": action(header, "[]"),
    "an action without arguments": action(id, "[]"),
    "an action with long arguments": action(id, JSON.stringify([LONG, LONG])),
    "a form with a long field": {
      method: "POST",
      path: "/sign-in",
      headers: { "content-type": "multipart/form-data; boundary=a-boundary" },
      body: `${[...fields, ["email", LONG] as const]
        .map(
          ([name, value]) =>
            `--a-boundary\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .join("")}--a-boundary--\r\n`,
    },
    "a long router state": {
      path: "/sign-in",
      headers: { rsc: "1", "next-router-state-tree": header },
    },
    "another host": { path: "/sign-in", headers: { host: header } },
  };
}
