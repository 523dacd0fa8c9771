import { inputOf, PROCEDURE_ACCESS, procedures } from "@ai-cost/api/testing";
import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { ACCESS_TABLES } from "@ai-cost/db/testing";
import { callerOf, hasForeign, isAllOwn, type Statement, statementsOf } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { askProcedures, procedureQuestions } from "../matrix/ask-procedures";
import { makeAskers } from "../matrix/askers";
import { type Estate, makeEstate } from "../matrix/estate";
import { tenantTables } from "../matrix/tenant-rows";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import { withoutTheGate } from "../second-wall/replay";

export const eachWallAlone: FaultCase = {
  id: "A3",
  title:
    "either wall alone keeps tenants apart: policies without predicates, the gate without policies",
  seenRedBy: "the same policy, and apart from it a gate that does not ask whose a project is",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    const tables = await walledTables(rig);
    const app = createDatabase(rig.databaseUrl, {
      maxConnections: 1,
      applicationName: "ai-cost-a3",
    });
    let reads: Statement[];
    try {
      reads = readsOf(await statementsOf(() => askAll(app, rig, team)), tables);
      await withoutTheGate({ app: app.sql, owner: rig.owner.sql, reads, team, strangers, found });
    } finally {
      await app.close();
    }
    const asked = await withoutPolicies(rig, tables, async () => {
      const askers = await makeAskers(rig, { team, strangers });
      const questions = procedureQuestions(askers).filter(
        ({ asker, filling }) => hasForeign(filling) || (asker.role === null && isAllOwn(filling)),
      );
      const share = scale === "short" ? 0.15 : 1;
      const drawn = questions.filter(() => random.chance(share));
      await askProcedures(rig, drawn, found);
      return drawn.length;
    });
    return {
      hits: found.hits,
      figures: {
        "statements without predicates": reads.length,
        "questions without policies": asked,
      },
      problems: found.problems,
    };
  },
};

const walledTables = async ({ owner }: Rig): Promise<string[]> =>
  (await tenantTables(owner.sql)).filter((table) => !ACCESS_TABLES.includes(table));

/** Every question of the owner about the own project, in this process. */
async function askAll({ db }: DatabaseClient, { people }: Rig, { ids }: Estate): Promise<void> {
  const ask = callerOf(db, people.owner, new Date());
  for (const { path, type } of procedures()) {
    if (type === "query") await ask(path, inputOf(PROCEDURE_ACCESS[path], ids));
  }
}

const readsOf = (statements: readonly Statement[], tables: readonly string[]): Statement[] => {
  const named = new RegExp(`\\b(?:from|join)\\s+"?(?:${tables.join("|")})"?\\b`, "i");
  return statements.filter(({ text }) => named.test(text));
};

/** Takes the policies away from every table while `work` goes on. */
async function withoutPolicies<Result>(
  { owner: { sql } }: Rig,
  tables: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const alter = (change: string) =>
    sql.unsafe(
      tables.map((table) => `alter table ${table} ${change} row level security`).join(";"),
    );
  await alter("disable");
  try {
    return await work();
  } finally {
    await alter("enable");
  }
}
