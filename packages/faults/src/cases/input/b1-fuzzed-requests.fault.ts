import { setTimeout as sleep } from "node:timers/promises";
import { procedures } from "@ai-cost/api/testing";
import fc from "fast-check";
import { ROUTE_ACCESS } from "../../access-matrix/route-access";
import { routePatterns } from "../../access-matrix/route-patterns";
import type { Environment } from "../../environment/environment";
import { makeTenantFixture, type TenantFixture } from "../../fixture/tenant-fixture";
import { Fuzzer } from "../../fuzzing/fuzzer";
import type { Payload } from "../../fuzzing/payload";
import { procedurePayloads } from "../../fuzzing/procedure-payloads";
import { routePayloads } from "../../fuzzing/route-payloads";
import { usagePayloads } from "../../fuzzing/usage-payloads";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

interface Counts {
  /** The number of calls of each procedure and of each usage endpoint. */
  calls: number;
  /** The number of requests to each other route of the API. */
  routeRequests: number;
  /** The number of requests to each page. It is lower, because a page takes ten times as long as a call. */
  pageRequests: number;
}

const SCALES: Record<"short" | "normal" | "long", Counts> = {
  short: { calls: 24, routeRequests: 12, pageRequests: 8 },
  normal: { calls: 1_200, routeRequests: 1_200, pageRequests: 120 },
  long: { calls: 100_000, routeRequests: 100_000, pageRequests: 20_000 },
};
/** Two clients are enough to keep all ten connections busy, because a request has up to twenty calls. */
const CLIENTS = 2;
/**
 * The share of the calls that is sent before memory is measured for the first time, because the heap
 * grows until every kind of request has been served often. The short form does not judge memory.
 */
const WARM_UP_SHARES = { short: 0, normal: 0.5, long: 0.5 };
const CLEAN_UP_EVERY_REQUESTS = 500;
const SETTLE_MS = { short: 0, normal: 3_000, long: 3_000 };
const MOST_GROWTH_MIB = 100;

faultCase({
  id: "B1",
  title: "no input crashes the server, slows it down or makes it reveal internal details",
  seenRedBy: "run ids that can be any text, and unexpected errors with their own messages",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { server } = environment;
    const fuzzer = new Fuzzer(server.url, findings);
    // Only the stranger is a member of this project, because the fuzzer also calls mutations.
    const fixture = await makeTenantFixture(environment, "stranger", random.fork("fixture"));
    // This key belongs to a further project. The oracle compares no charges of that project, because the
    // model has no usage for it.
    const { key } = await environment.makeTenant("stranger");
    const { cookie } = environment.people.stranger;
    const sources = sourcesOf({ fixture, key, cookie, random });
    const startedAtMs = performance.now();
    const fuzz = async (share: number) => {
      for (const { payloads, count } of sources) {
        const calls = SCALES[scale][count] * share;
        await sendAll({ environment, fuzzer, payloads, calls });
      }
    };
    await fuzz(WARM_UP_SHARES[scale]);
    const warmMiB = server.memoryMiB();
    await fuzz(1 - WARM_UP_SHARES[scale]);
    const seconds = (performance.now() - startedAtMs) / 1000;
    await sleep(SETTLE_MS[scale]);
    const growthMiB = server.memoryMiB() - warmMiB;
    if (scale !== "short" && growthMiB >= MOST_GROWTH_MIB)
      findings.add(`the server grew by ${growthMiB} MiB`);
    await cleanUp(environment);
    return {
      hits: fuzzer.calls,
      figures: {
        "calls of each procedure and usage endpoint": SCALES[scale].calls,
        "requests of each other API route": SCALES[scale].routeRequests,
        "requests of each page": SCALES[scale].pageRequests,
        calls: fuzzer.calls,
        requests: fuzzer.requests,
        "calls per second": fuzzer.calls / seconds,
        statuses: [...fuzzer.statuses]
          .sort()
          .map(([status, count]) => `${status}: ${count}`)
          .join(" "),
        "lost responses": fuzzer.lostResponses,
        "slowest, ms": fuzzer.slowestMs,
        "slowest large one, ms": fuzzer.slowestLargeMs,
        "growth, MiB": growthMiB,
      },
      problems: findings.problems,
    };
  },
});

interface SourceOptions {
  fixture: TenantFixture;
  key: string;
  cookie: string;
  random: Random;
}

interface Source {
  payloads: Iterator<Payload>;
  count: keyof Counts;
}

/** One source of payloads for each procedure and each route. */
function sourcesOf({ fixture: { ids }, key, cookie, random }: SourceOptions): Source[] {
  const segments = { projectId: fc.constant(ids.projectId), runId: fc.constant(ids.runId) };
  const known = { ...segments, chargeId: fc.constant(ids.chargeId), jobId: fc.constant(ids.jobId) };
  return [
    ...procedures().map((procedure): Source => {
      const payloads = procedurePayloads(procedure, known, random.fork(procedure.path));
      return { payloads: withHeaders(payloads, { cookie }), count: "calls" };
    }),
    ...routePatterns().map((pattern): Source => {
      const own = random.fork(pattern);
      if (ROUTE_ACCESS[pattern]?.openTo === "ingest keys")
        return { payloads: usagePayloads(pattern, key, own), count: "calls" };
      return {
        payloads: routePayloads(pattern, segments, cookie, own),
        count: pattern.startsWith("/api/") ? "routeRequests" : "pageRequests",
      };
    }),
  ];
}

function* withHeaders(payloads: Iterator<Payload>, headers: object): Generator<Payload> {
  for (let next = payloads.next(); !next.done; next = payloads.next()) {
    const { request, ...payload } = next.value;
    yield { ...payload, request: { ...request, headers: { ...headers, ...request.headers } } };
  }
}

interface SendOptions {
  environment: Environment;
  fuzzer: Fuzzer;
  payloads: Iterator<Payload>;
  calls: number;
}

/** Sends payloads until they contain this many calls. At intervals, deletes what the calls have created. */
async function sendAll({ environment, fuzzer, payloads, calls }: SendOptions): Promise<void> {
  const before = fuzzer.calls;
  const client = async () => {
    while (fuzzer.calls - before < calls) {
      await fuzzer.send(payloads.next().value);
      if (fuzzer.requests % CLEAN_UP_EVERY_REQUESTS === 0) await cleanUp(environment);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await fuzzer.repeatSlow();
}

/** Deletes projects, invitations and keys that calls have created, because every page lists them. */
async function cleanUp({ owner: { sql }, people, tenants }: Environment): Promise<void> {
  const projectId = tenants[0]?.projectId ?? "";
  const kept = tenants.map((tenant) => tenant.projectId);
  const userId = people.stranger.id;
  await sql`delete from memberships where user_id = ${userId} and project_id <> all(${kept})`;
  await sql`delete from invitations where project_id = ${projectId}`;
  await sql`
    delete from ingest_keys where project_id = ${projectId} and name not like 'A key'
      and revoked_at is null`;
  await sql`delete from rate_limits`;
}
