import type { FaultCase, Scale } from "../case";
import {
  askProcedures,
  type ProcedureQuestion,
  procedureQuestions,
} from "../matrix/ask-procedures";
import { askRoutes, type RouteQuestion, routeQuestions } from "../matrix/ask-routes";
import { askWaysIn } from "../matrix/ask-ways-in";
import { type Asker, type Estates, makeAskers } from "../matrix/askers";
import { makeEstate } from "../matrix/estate";
import { changedTables, rowsOfTenant } from "../matrix/tenant-rows";
import { timeForeign } from "../matrix/timing";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";

/** How much of the matrix is asked, and how often foreign and random are timed. */
const SCALES: Record<Scale, { share: number; timings: number }> = {
  short: { share: 0.03, timings: 20 },
  normal: { share: 1, timings: 200 },
  long: { share: 1, timings: 1_000 },
};
const TIMING_BOUND_MS = 5;

export const foreignIds: FaultCase = {
  id: "A1",
  title: "nobody sees, changes or infers anything of another tenant's, whatever ids are given",
  seenRedBy: "a gate that looks a project up without asking whose it is",
  async run(rig, scale, random) {
    const { share, timings } = SCALES[scale];
    const found = new Found();
    const estates: Estates = {
      team: await makeEstate(rig, "team", random.fork("team")),
      strangers: await makeEstate(rig, "stranger", random.fork("strangers")),
    };
    const askers = await makeAskers(rig, estates);
    const drawn = <Question>(questions: readonly Question[]) =>
      questions.filter(() => random.chance(share));
    const asked = { procedures: 0, routes: 0 };
    for (const { group, untouched } of groupsOf(askers, estates)) {
      const before = await rowsOf(rig, untouched);
      const procedures = drawn<ProcedureQuestion>(procedureQuestions(group));
      const routes = drawn<RouteQuestion>(routeQuestions(group));
      await askProcedures(rig, procedures, found);
      await askRoutes(rig, routes, found);
      asked.procedures += procedures.length;
      asked.routes += routes.length;
      const after = await rowsOf(rig, untouched);
      for (const [index, rows] of after.entries())
        for (const table of changedTables(before[index] ?? new Map(), rows))
          found.problem(`${group.map(({ name }) => name)} changed ${table} of another tenant`);
    }
    await askWaysIn(rig, estates, random, found);
    const { differenceMs, noiseMs } = await timeForeign(rig, strangerOf(askers), timings, random);
    if (Math.abs(differenceMs) - 2 * noiseMs >= TIMING_BOUND_MS)
      found.problem(
        `foreign and random differ by ${differenceMs} ms, where ${noiseMs} ms say nothing`,
      );
    return {
      hits: found.hits,
      figures: {
        "questions to procedures": asked.procedures,
        "to pages and routes": asked.routes,
        "foreign less random, median ms": differenceMs,
        "noise, ms": noiseMs,
      },
      problems: found.problems,
    };
  },
};

function strangerOf(askers: readonly Asker[]): Asker {
  const stranger = askers.find(({ name }) => name === "stranger");
  if (!stranger) throw new Error("there is no stranger");
  return stranger;
}

interface Group {
  group: Asker[];
  /** What none of them may change. */
  untouched: string[];
}

/** Askers by whose rows they must leave as they are. */
function groupsOf(askers: readonly Asker[], { team, strangers }: Estates): Group[] {
  const [ours, theirs] = [team.ids.projectId, strangers.ids.projectId];
  const isOf = ({ own, role }: Asker) => (role === null ? null : own);
  return [
    { group: askers.filter((asker) => isOf(asker) === team), untouched: [theirs] },
    { group: askers.filter((asker) => isOf(asker) === null), untouched: [ours, theirs] },
    { group: askers.filter((asker) => isOf(asker) === strangers), untouched: [ours] },
  ];
}

const rowsOf = (rig: Rig, projectIds: readonly string[]) =>
  Promise.all(projectIds.map((projectId) => rowsOfTenant(rig.owner.sql, projectId)));
