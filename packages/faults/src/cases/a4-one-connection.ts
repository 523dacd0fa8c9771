import { inputOf, PROCEDURE_ACCESS, type ProcedurePath, procedures } from "@ai-cost/api/testing";
import { createDatabase, type DatabaseClient, isDatabaseUnavailable, newId } from "@ai-cost/db";
import { type Caller, callerOf, inClients } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, number> = { short: 600, normal: 4_000, long: 10_000 };
const CLIENTS = 16;
const NAME = "ai-cost-a4";

/** In this process, since the server's pool has ten connections and each request's own is not known. */
export const oneConnection: FaultCase = {
  id: "A4",
  title:
    "two tenants' requests on one connection, with aborts and errors, never see each other's rows",
  seenRedBy: "a setting that outlives its transaction and is made only when it changes",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    const figures: Record<string, number> = {};
    for (const maxConnections of [1, 2]) {
      const client = createDatabase(rig.databaseUrl, { maxConnections, applicationName: NAME });
      const own = random.fork(`${maxConnections}`);
      const interleaving = { rig, client, estates: [team, strangers], random: own, found } as const;
      const outcome = await interleave(interleaving, SCALES[scale] / 2).finally(client.close);
      figures[`right answers on ${maxConnections}`] = outcome.right;
      figures[`cut on ${maxConnections}`] = outcome.cut;
      figures[`refused on ${maxConnections}`] = outcome.refused;
      found.hits += outcome.cut + outcome.refused;
    }
    return { hits: found.hits, figures, problems: found.problems };
  },
};

interface Interleaving {
  rig: Rig;
  client: DatabaseClient;
  estates: readonly [Estate, Estate];
  random: Random;
  found: Found;
}

const QUERIES = procedures().filter(({ type }) => type === "query");
const QUERY_PATHS = QUERIES.map(({ path }) => path) as [ProcedurePath, ...ProcedurePath[]];

async function interleave(
  { rig, client, estates, random, found }: Interleaving,
  requests: number,
): Promise<{ right: number; cut: number; refused: number }> {
  const outcome = { right: 0, cut: 0, refused: 0 };
  const now = new Date();
  const callers = estates.map(({ owner }) => callerOf(client.db, owner, now));
  const expected = await Promise.all(
    estates.map((estate, index) => answersOf(callers[index], estate)),
  );
  await inClients(CLIENTS, Array.from({ length: requests }), async () => {
    const index = random.integer(0, 1);
    const [estate, caller, answers] = [estates[index], callers[index], expected[index]];
    if (!estate || !caller || !answers) return;
    const trouble = random.next();
    if (trouble < 0.02) await cutOne(rig, random);
    const path = random.pick(QUERY_PATHS);
    try {
      if (trouble > 0.85) return await failOnPurpose(caller, estates[1 - index] ?? estate, random);
      const answer = JSON.stringify(await call(caller, path, estate));
      if (answer === answers.get(path)) outcome.right += 1;
      else found.problem(`${path} answers ${answer.slice(0, 300)}`);
    } catch (error) {
      if (isNotFound(error)) outcome.refused += 1;
      else if (isCut(error)) outcome.cut += 1;
      else found.problem(`${path} fails with ${error}`);
    }
  });
  return outcome;
}

const call = (caller: Caller, path: ProcedurePath, { ids }: Estate): Promise<unknown> =>
  caller(path, inputOf(PROCEDURE_ACCESS[path], ids));

/** What each query says of a tenant that nothing changes. */
async function answersOf(caller: Caller | undefined, estate: Estate): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  if (caller)
    for (const { path } of QUERIES)
      answers.set(path, JSON.stringify(await call(caller, path, estate)));
  return answers;
}

/** Refusals at the gate, inside a snapshot and inside a write, which is undone. */
async function failOnPurpose(caller: Caller, foreign: Estate, random: Random): Promise<never> {
  const { projectId } = foreign.ids;
  const path = random.pick<ProcedurePath>([
    "aiCost.getMonthlySummary",
    "pipelineRuns.get",
    "ingestKeys.revoke",
  ]);
  const ids = { ...foreign.ids, runId: newId(), keyId: newId(), projectId };
  await call(caller, path, { ...foreign, ids });
  throw new Error(`${path} answered about a foreign project`);
}

/** Ends the statement, or the whole connection, that is at work at this moment. */
async function cutOne({ owner: { sql } }: Rig, random: Random): Promise<void> {
  const end = sql.unsafe(random.chance(0.5) ? "pg_cancel_backend" : "pg_terminate_backend");
  await sql`select ${end}(pid) from pg_stat_activity where application_name = ${NAME} limit 1`;
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "NOT_FOUND";
const isCut = (error: unknown): boolean => isDatabaseUnavailable(error);
