import { createCaller } from "@ai-cost/api";
import {
  contextSettings,
  inputOf,
  PROCEDURE_ACCESS,
  type ProcedurePath,
  procedures,
} from "@ai-cost/api/testing";
import { createDatabase, type DatabaseClient, isDatabaseUnavailable, newId } from "@ai-cost/db";
import { inClients, type Person } from "@ai-cost/testing";
import { makeFixtures } from "../../access-matrix/actors";
import type { Environment } from "../../environment/environment";
import type { TenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const REQUESTS = { short: 600, normal: 4_000, long: 10_000 };
const CLIENTS = 16;
const APPLICATION_NAME = "ai-cost-a4";
const QUERIES = procedures()
  .filter(({ type }) => type === "query")
  .map(({ path }) => path) as [ProcedurePath, ...ProcedurePath[]];

/**
 * The procedures run in this process and not in the server, so that all requests share one or two
 * connections. The server would use ten.
 */
faultCase({
  id: "A4",
  title:
    "two tenants whose requests share a connection never see each other's rows, also after errors",
  seenRedBy: "a setting that outlives its transaction and is made only when it changes",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { team, strangers } = await makeFixtures(environment, random);
    const figures: Record<string, number> = {};
    for (const maxConnections of [1, 2]) {
      const client = createDatabase(environment.databaseUrl, {
        maxConnections,
        applicationName: APPLICATION_NAME,
      });
      const interleaving = {
        environment,
        client,
        fixtures: [team, strangers],
        random: random.fork(`${maxConnections}`),
        findings,
      } as const;
      const counts = await interleave(interleaving, REQUESTS[scale] / 2).finally(client.close);
      figures[`right on ${maxConnections}`] = counts.right;
      figures[`interrupted on ${maxConnections}`] = counts.interrupted;
      figures[`refused on ${maxConnections}`] = counts.refused;
      findings.hits += counts.interrupted + counts.refused;
    }
    return { hits: findings.hits, figures, problems: findings.problems };
  },
});

interface Interleaving {
  environment: Environment;
  client: DatabaseClient;
  fixtures: readonly [TenantFixture, TenantFixture];
  random: Random;
  findings: Findings;
}

async function interleave(
  { environment, client, fixtures, random, findings }: Interleaving,
  requests: number,
): Promise<{ right: number; interrupted: number; refused: number }> {
  const counts = { right: 0, interrupted: 0, refused: 0 };
  const now = new Date();
  const callers = fixtures.map(({ owner }) => callerOf(client, owner, now));
  const expected = await Promise.all(
    fixtures.map((fixture, index) => outputsOf(callers[index], fixture)),
  );
  await inClients(CLIENTS, Array.from({ length: requests }), async () => {
    const index = random.integer(0, 1);
    const [fixture, caller, outputs] = [fixtures[index], callers[index], expected[index]];
    if (!fixture || !caller || !outputs) return;
    const fault = random.next();
    if (fault < 0.02) await interruptOne(environment, random);
    const path = random.pick(QUERIES);
    try {
      if (fault > 0.85) return await failOnPurpose(caller, fixtures[1 - index] ?? fixture, random);
      const output = JSON.stringify(await call(caller, path, fixture));
      if (output === outputs.get(path)) counts.right += 1;
      else findings.add(`${path} returns ${output.slice(0, 300)}`);
    } catch (error) {
      if (isNotFound(error)) counts.refused += 1;
      else if (isDatabaseUnavailable(error)) counts.interrupted += 1;
      else findings.add(`${path} fails with ${error}`);
    }
  });
  return counts;
}

type Caller = (path: ProcedurePath, input: unknown) => Promise<unknown>;

/** Calls procedures by their paths as this person. */
function callerOf({ db }: DatabaseClient, { id, email, name }: Person, now: Date): Caller {
  const log = { warn: () => {}, error: () => {} };
  const user = { id, email, name, sessionId: "" };
  const context = { db, user, now, requestId: "a4", log, ...contextSettings(db) };
  const routers = createCaller(context) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  return async (path, input) => {
    const [router = "", procedure = ""] = path.split(".");
    return routers[router]?.[procedure]?.(input);
  };
}

const call = (caller: Caller, path: ProcedurePath, { ids }: TenantFixture): Promise<unknown> =>
  caller(path, inputOf(PROCEDURE_ACCESS[path], ids));

/**
 * Returns the expected output of each query. The output stays the same, because nothing changes the
 * fixture during the case.
 */
async function outputsOf(
  caller: Caller | undefined,
  fixture: TenantFixture,
): Promise<Map<string, string>> {
  const outputs = new Map<string, string>();
  if (caller)
    for (const path of QUERIES)
      outputs.set(path, JSON.stringify(await call(caller, path, fixture)));
  return outputs;
}

/** Makes a call that fails in the access check, inside a read, or inside a write that is rolled back. */
async function failOnPurpose(
  caller: Caller,
  foreign: TenantFixture,
  random: Random,
): Promise<never> {
  const { projectId } = foreign.ids;
  const path = random.pick<ProcedurePath>([
    "aiCost.getMonthlySummary",
    "pipelineRuns.get",
    "ingestKeys.revoke",
  ]);
  const ids = { ...foreign.ids, runId: newId(), keyId: newId(), projectId };
  await call(caller, path, { ...foreign, ids });
  throw new Error(`${path} succeeded for a foreign project`);
}

/** Cancels a statement of the case, or terminates its connection. */
async function interruptOne({ owner: { sql } }: Environment, random: Random): Promise<void> {
  const end = sql.unsafe(random.chance(0.5) ? "pg_cancel_backend" : "pg_terminate_backend");
  await sql`
    select ${end}(pid) from pg_stat_activity where application_name = ${APPLICATION_NAME} limit 1`;
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "NOT_FOUND";
