import { setTimeout as sleep } from "node:timers/promises";
import { procedures } from "@ai-cost/api/testing";
import { ROUTE_ENTRIES, routePatterns } from "@ai-cost/testing";
import fc from "fast-check";
import type { FaultCase, Scale } from "../case";
import { Gunner } from "../fuzz/gunner";
import { procedureShots } from "../fuzz/procedure-shots";
import { routeShots } from "../fuzz/route-shots";
import type { Shot } from "../fuzz/shot";
import { wayInShots } from "../fuzz/way-in-shots";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";

/** Calls of each procedure and way in, and of each page, which takes ten times as long to make. */
const SCALES: Record<Scale, Counts> = {
  short: { calls: 40, pageCalls: 10 },
  normal: { calls: 1_200, pageCalls: 120 },
  long: { calls: 100_000, pageCalls: 20_000 },
};
/** Each with up to twenty calls at once, which is as much as ten connections answer in time. */
const CLIENTS = 2;
/** Heaps grow until they have seen everything often; in a short run that is all there is. */
const WARM_UP_SHARE = 0.5;
const TIDY_EVERY_REQUESTS = 500;
const SETTLE_MS = 3_000;
const MOST_GROWTH_MIB = 100;

export const fuzzedCalls: FaultCase = {
  id: "B1",
  title: "no input brings the server down, makes it slow or lets it speak of its insides",
  seenRedBy: "ids of runs that any text may be, and unexpected errors in their own words",
  async run(rig, scale, random) {
    const found = new Found();
    const gunner = new Gunner(rig.server.url, found);
    // Of the stranger alone: what is changed here is nobody else's.
    const estate = await makeEstate(rig, "stranger", random.fork("estate"));
    // What is sent with this key is not the model's.
    const { key } = await rig.makeTenant("stranger");
    const sources = sourcesOf({ estate, key, cookie: rig.people.stranger.cookie, random });
    const startedAtMs = performance.now();
    const fire = async (share: number) => {
      for (const { shots, count } of sources)
        await fireAll({ rig, gunner, shots, calls: SCALES[scale][count] * share });
    };
    await fire(WARM_UP_SHARE);
    const warmMiB = rig.server.memoryMiB();
    await fire(1 - WARM_UP_SHARE);
    const seconds = (performance.now() - startedAtMs) / 1000;
    await sleep(SETTLE_MS);
    const growthMiB = rig.server.memoryMiB() - warmMiB;
    if (scale !== "short" && growthMiB >= MOST_GROWTH_MIB)
      found.problem(`the server grew by ${growthMiB} MiB`);
    await tidy(rig);
    return {
      hits: gunner.calls,
      figures: {
        "calls of each procedure and way in": SCALES[scale].calls,
        "of each page": SCALES[scale].pageCalls,
        calls: gunner.calls,
        requests: gunner.requests,
        "calls a second": gunner.calls / seconds,
        answers: [...gunner.statuses]
          .sort()
          .map(([status, count]) => `${status}: ${count}`)
          .join(" "),
        "cut heads": gunner.cut,
        "slowest, ms": gunner.slowestMs,
        "slowest large one, ms": gunner.slowestLargeMs,
        "growth, MiB": growthMiB,
      },
      problems: found.problems,
    };
  },
};

interface Ground {
  estate: Estate;
  key: string;
  cookie: string;
  random: Random;
}

interface Counts {
  calls: number;
  pageCalls: number;
}

interface Source {
  shots: Iterator<Shot>;
  count: keyof Counts;
}

/** One for each procedure and each route. */
function sourcesOf({ estate: { ids }, key, cookie, random }: Ground): Source[] {
  const own = { projectId: fc.constant(ids.projectId), runId: fc.constant(ids.runId) };
  const known = { ...own, chargeId: fc.constant(ids.chargeId), jobId: fc.constant(ids.jobId) };
  return [
    ...procedures().map((one): Source => {
      const shots = procedureShots(one, known, random.fork(one.path));
      return { shots: withHeaders(shots, { cookie }), count: "calls" };
    }),
    ...routePatterns().map((pattern): Source => {
      const its = random.fork(pattern);
      const isWayIn = ROUTE_ENTRIES[pattern]?.gate === "key";
      return {
        shots: isWayIn ? wayInShots(pattern, key, its) : routeShots(pattern, own, cookie, its),
        count: pattern.startsWith("/api/") ? "calls" : "pageCalls",
      };
    }),
  ];
}

function* withHeaders(shots: Iterator<Shot>, headers: object): Generator<Shot> {
  for (let next = shots.next(); !next.done; next = shots.next()) {
    const { request, ...shot } = next.value;
    yield { ...shot, request: { ...request, headers: { ...headers, ...request.headers } } };
  }
}

interface Barrage {
  rig: Rig;
  gunner: Gunner;
  shots: Iterator<Shot>;
  calls: number;
}

/** So many calls by a few clients; what piles up by them is cleared away in between. */
async function fireAll({ rig, gunner, shots, calls }: Barrage): Promise<void> {
  const before = gunner.calls;
  const client = async () => {
    while (gunner.calls - before < calls) {
      await gunner.fire(shots.next().value);
      if (gunner.requests % TIDY_EVERY_REQUESTS === 0) await tidy(rig);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await gunner.askSlowAgain();
}

/** Projects, invitations and keys that fuzzed calls made would else grow what every page must show. */
async function tidy({ owner: { sql }, people, tenants }: Rig): Promise<void> {
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
