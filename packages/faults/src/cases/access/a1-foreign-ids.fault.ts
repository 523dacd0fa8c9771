import { type Actor, type Fixtures, makeActors, makeFixtures } from "../../access-matrix/actors";
import { sendWithBadKeys } from "../../access-matrix/bad-keys";
import { callProcedures, procedureCells } from "../../access-matrix/procedure-requests";
import { requestRoutes, routeCells } from "../../access-matrix/route-requests";
import { timeForeign } from "../../access-matrix/timing";
import type { Environment } from "../../environment/environment";
import { changedTables, rowsOfTenant } from "../../fixture/tenant-rows";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

/**
 * The tested share of the access matrix, and how often the requests for a foreign and for a missing
 * project are timed.
 */
const SCALES = {
  short: { share: 0.03, timings: 15 },
  normal: { share: 1, timings: 200 },
  long: { share: 1, timings: 1_000 },
};

faultCase({
  id: "A1",
  title: "nobody can see, change or infer anything of another tenant, whatever ids they send",
  seenRedBy: "an access check that finds a project without comparing its members",
  async run({ environment, scale, random }) {
    const { share, timings } = SCALES[scale];
    const findings = new Findings();
    const fixtures = await makeFixtures(environment, random);
    const actors = await makeActors(environment, fixtures);
    const sampleOf = <Cell>(cells: readonly Cell[]) => cells.filter(() => random.chance(share));
    const requests = { procedures: 0, routes: 0 };
    for (const { group, untouched } of groupsOf(actors, fixtures)) {
      const before = await rowsOf(environment, untouched);
      const procedures = sampleOf(procedureCells(group));
      const routes = sampleOf(routeCells(group));
      await callProcedures(environment, procedures, findings);
      await requestRoutes(environment, routes, findings);
      requests.procedures += procedures.length;
      requests.routes += routes.length;
      const after = await rowsOf(environment, untouched);
      for (const [index, rows] of after.entries())
        for (const table of changedTables(before[index] ?? new Map(), rows))
          findings.add(`${group.map(({ name }) => name)} changed ${table} of another tenant`);
    }
    await sendWithBadKeys(environment, fixtures, random, findings);
    const { differenceMs, noiseMs, isLeak } = await timeForeign(
      environment,
      strangerOf(actors),
      timings,
      random,
    );
    if (isLeak)
      findings.add(
        `a foreign and a random project differ by ${differenceMs} ms, with a noise of ${noiseMs} ms`,
      );
    return {
      hits: findings.hits,
      figures: {
        "procedure calls": requests.procedures,
        "page and route requests": requests.routes,
        "foreign minus random, median ms": differenceMs,
        "noise, ms": noiseMs,
      },
      problems: findings.problems,
    };
  },
});

function strangerOf(actors: readonly Actor[]): Actor {
  const stranger = actors.find(({ name }) => name === "stranger");
  if (!stranger) throw new Error("there is no stranger");
  return stranger;
}

interface Group {
  group: Actor[];
  /** The projects that no actor of the group may change. */
  untouched: string[];
}

/** Groups the actors by the projects that they may not change. */
function groupsOf(actors: readonly Actor[], { team, strangers }: Fixtures): Group[] {
  const [teamId, strangersId] = [team.ids.projectId, strangers.ids.projectId];
  const tenantOf = ({ own, role }: Actor) => (role === null ? null : own);
  return [
    { group: actors.filter((actor) => tenantOf(actor) === team), untouched: [strangersId] },
    { group: actors.filter((actor) => tenantOf(actor) === null), untouched: [teamId, strangersId] },
    { group: actors.filter((actor) => tenantOf(actor) === strangers), untouched: [teamId] },
  ];
}

const rowsOf = (environment: Environment, projectIds: readonly string[]) =>
  Promise.all(projectIds.map((projectId) => rowsOfTenant(environment.owner.sql, projectId)));
