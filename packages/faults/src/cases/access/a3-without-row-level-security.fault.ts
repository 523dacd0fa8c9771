import { ACCESS_TABLES } from "@ai-cost/db/testing";
import { makeActors, makeFixtures } from "../../access-matrix/actors";
import { hasForeign, isAllOwn } from "../../access-matrix/id-parameters";
import { callProcedures, procedureCells } from "../../access-matrix/procedure-requests";
import type { Environment } from "../../environment/environment";
import { tenantTables } from "../../fixture/tenant-rows";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const SHARES = { short: 0.15, normal: 1, long: 1 };

faultCase({
  id: "A3",
  title: "without row-level security, access checks and tenant predicates alone keep tenants apart",
  seenRedBy: "an access check that finds a project without comparing its members",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const fixtures = await makeFixtures(environment, random);
    const actors = await makeActors(environment, fixtures);
    const cells = procedureCells(actors)
      .filter(
        ({ actor, parameters }) =>
          hasForeign(parameters) || (actor.role === null && isAllOwn(parameters)),
      )
      .filter(() => random.chance(SHARES[scale]));
    await withoutRowLevelSecurity(environment, () => callProcedures(environment, cells, findings));
    return {
      hits: findings.hits,
      figures: { "procedure calls": cells.length },
      problems: findings.problems,
    };
  },
});

/** Disables row-level security on all tenant tables while `work` runs. */
async function withoutRowLevelSecurity(
  { owner: { sql } }: Environment,
  work: () => Promise<void>,
): Promise<void> {
  const tables = (await tenantTables(sql)).filter((table) => !ACCESS_TABLES.includes(table));
  const alter = (change: "disable" | "enable") =>
    sql.unsafe(
      tables.map((table) => `alter table ${table} ${change} row level security`).join(";"),
    );
  await alter("disable");
  try {
    await work();
  } finally {
    await alter("enable");
  }
}
