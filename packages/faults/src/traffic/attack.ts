import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { newId } from "@ai-cost/db";
import { request } from "@ai-cost/testing";
import { FloodedConnections } from "./flooded-connections";
import { largeTraces } from "./large-traces";
import { StalledBodies, type StalledBody } from "./stalled-bodies";

/** What an attack needs to know. It travels as JSON to the process that attacks. */
export interface Attack {
  serverUrl: string;
  seconds: number;
  kinds: readonly AttackKind[];
  projectId: string;
  key: string;
  cookies: readonly string[];
  /** The address from which the attack seems to come, if the server trusts this header. */
  address?: string;
}

export type AttackKind = keyof typeof CLIENTS;

/** How many clients send requests of each kind, each the next one as soon as the last one has ended. */
const CLIENTS = {
  reads: 24,
  pages: 6,
  intake: 16,
  batches: 4,
  large: 2,
  "sign-ins": 12,
  strangers: 6,
  bodies: 1,
  pieces: 10,
  pipelines: 10,
  public: 20,
  unread: 1,
};
const UNREAD_EVERY_MS = 20;
/** What everybody can request. Each costs the server little. */
const PUBLIC_PATHS = ["/api/v1/openapi.json", "/api/health/live", "/_next/static/missing.js"];
const HOST = "Host: localhost\r\n";
const PIECES = "1\r\n \r\n".repeat(10_000);
const PIPELINE = `GET / HTTP/1.1\r\n${HOST}\r\n`.repeat(2_000);
const STALLED_EVERY_MS = 5_000;
const MIB = 1024 * 1024;
const json = { "content-type": "application/json" };

/**
 * Attacks the server with everything that one tenant, and anybody without an account, can send, in a process
 * of its own. Prints the number of responses by status.
 */
export async function run([text = "{}"]: string[]): Promise<number> {
  const attack: Attack = JSON.parse(text);
  const statuses = new Map<number, number>();
  const untilMs = performance.now() + attack.seconds * 1000;
  const send = sendersOf(attack);
  process.send?.("started");
  const client = async (kind: AttackKind) => {
    while (performance.now() < untilMs) {
      const status = await send[kind]().catch(() => 0);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 0) await sleep(10);
    }
  };
  await Promise.all(
    attack.kinds.flatMap((kind) => Array.from({ length: CLIENTS[kind] }, () => client(kind))),
  );
  process.send?.(Object.fromEntries(statuses));
  return 0;
}

/** For each kind, a function that sends one request and returns the status of its response. */
function sendersOf(attack: Attack): Record<AttackKind, () => Promise<number>> {
  const { serverUrl, projectId, key, address } = attack;
  const from: Record<string, string> = address === undefined ? {} : { "x-forwarded-for": address };
  const post = async (
    path: string,
    headers: Record<string, string>,
    body: string | Buffer<ArrayBuffer>,
  ) =>
    (
      await request(new URL(path, serverUrl), {
        method: "POST",
        headers: { ...json, ...from, ...headers },
        body,
      })
    ).status;
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await request(new URL(path, serverUrl), { headers: { ...from, ...headers } })).status;
  const cookie = () => attack.cookies[Math.floor(Math.random() * attack.cookies.length)] ?? "";
  const input = encodeURIComponent(JSON.stringify({ projectId }));
  const authorization = `Bearer ${key}`;
  const events = (count: number) =>
    JSON.stringify(
      Array.from({ length: count }, () => ({
        id: newId(),
        model: "a-model",
        cost: "0.01",
        inputTokens: 1,
        outputTokens: 1,
        run: "a run",
        agent: "an agent",
      })),
    );
  let traces: Buffer<ArrayBuffer> | undefined;
  const stalled = new StalledBodies(serverUrl);
  const flooded = new FloodedConnections(serverUrl);
  const signIn = () =>
    JSON.stringify({ email: `${newId()}@example.com`, password: "a wrong password" });
  return {
    reads: () => get(`/api/trpc/aiCost.getMonthlySummary?input=${input}`, { cookie: cookie() }),
    pages: () => get(`/dashboard/products/${projectId}/ai-cost`, { cookie: cookie() }),
    intake: () => post("/api/v1/usage-events", { authorization }, events(5)),
    batches: () => post("/api/v1/usage-events", { authorization }, events(500)),
    large: () => {
      traces ??= largeTraces();
      const headers = { "content-type": "application/x-protobuf", authorization };
      return post("/api/otel/v1/traces", headers, traces);
    },
    "sign-ins": () => post("/api/auth/sign-in/email", { origin: serverUrl }, signIn()),
    strangers: async () => {
      await get("/api/health");
      await get("/sign-in");
      return post(
        "/api/v1/usage-events",
        { authorization: `${authorization.slice(0, -3)}abc` },
        "[]",
      );
    },
    bodies: async () => {
      for (const body of stalledBodies(attack)) await stalled.begin(body);
      await sleep(STALLED_EVERY_MS);
      return 0;
    },
    pieces: async () => {
      const begin = `POST /api/v1/usage-events HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`;
      await flooded.flood(begin, PIECES);
      return 0;
    },
    pipelines: async () => {
      await flooded.flood("", PIPELINE);
      return 0;
    },
    public: () => get(PUBLIC_PATHS[Math.floor(Math.random() * PUBLIC_PATHS.length)] ?? ""),
    unread: async () => {
      flooded.leaveUnread("/docs/api");
      await sleep(UNREAD_EVERY_MS);
      return 0;
    },
  };
}

/** Bodies of every kind that stall before their end. */
function stalledBodies({ serverUrl, key, cookies }: Attack): StalledBody[] {
  const authorization = `Bearer ${key}`;
  const gzip = gzipSync(Buffer.alloc(60 * MIB, " "));
  const of = (count: number, body: StalledBody) => Array.from({ length: count }, () => body);
  return [
    ...of(6, {
      path: "/api/otel/v1/traces",
      headers: { ...json, "content-encoding": "gzip", authorization },
      part: gzip.subarray(0, -8),
      announcedBytes: gzip.length,
    }),
    ...of(4, {
      path: "/api/otel/v1/traces",
      headers: { ...json, authorization },
      part: Buffer.alloc(4 * MIB, " "),
      announcedBytes: 15 * MIB,
    }),
    ...of(50, {
      path: "/api/auth/sign-in/email",
      headers: { ...json, origin: serverUrl },
      part: Buffer.alloc(4_000, " "),
      announcedBytes: 4_090,
    }),
    ...of(20, {
      path: "/api/trpc/projects.create",
      headers: { ...json, cookie: cookies[0] ?? "" },
      part: Buffer.alloc(60_000, " "),
      announcedBytes: 65_000,
    }),
  ];
}
