import { inClients } from "../../load/in-clients";
import type { FaultCase } from "../case";
import { ask } from "../rig/ask";
import { type ManyRows, makeManyRows } from "../rig/many-rows";
import type { Person } from "../rig/people";
import { percentile } from "../rig/percentile";

const SCALES = {
  short: { projects: 50, rows: 5_000, askedTimes: 4 },
  normal: { projects: 200, rows: 50_000, askedTimes: 40 },
  long: { projects: 200, rows: 1_000_000, askedTimes: 200 },
};
const CLIENTS = 4;
const SLOWEST_P95_MS = 5_000;

export const manyRows: FaultCase = {
  id: "L2",
  title: "every question is answered in as many statements for fifty projects as for one",
  seenRedBy: "a statement for each project in the summary of all of them",
  async run(rig, scale, random) {
    const { askedTimes, ...size } = SCALES[scale];
    const world = await makeManyRows(rig, size);
    const problems: string[] = [];
    const p95s: [string, number][] = [];
    let most = 0;
    for (const procedure of Object.keys(QUESTIONS)) {
      const forOne = await statementsFor(world, world.stage.people.member, procedure);
      const forFifty = await statementsFor(world, world.stage.people.owner, procedure);
      if (forOne !== forFifty)
        problems.push(`${procedure}: ${forOne} statements for one project, ${forFifty} for fifty`);
      most = Math.max(most, forFifty);
      const waits: number[] = [];
      await inClients(CLIENTS, Array(askedTimes).keys(), async () => {
        const projectId = random.pick(world.projectIds);
        const { status, ms } = await askAbout(
          world,
          world.stage.people.owner,
          procedure,
          projectId,
        );
        waits.push(ms);
        if (status !== 200) problems.push(`${procedure} answered ${status}`);
      });
      p95s.push([procedure, percentile(waits, 95)]);
    }
    const [slowest, ms] = p95s.sort(([, one], [, other]) => other - one)[0] ?? ["", Number.NaN];
    return {
      hits: p95s.length,
      figures: {
        rows: world.rows,
        procedures: p95s.length,
        "most statements": most,
        ...Object.fromEntries(p95s.map(([name, p95]) => [`p95 of ${name}, ms`, Math.round(p95)])),
      },
      problems: [
        ...problems.slice(0, 5),
        ...(ms <= SLOWEST_P95_MS ? [] : [`p95 of ${slowest} is ${Math.round(ms)} ms`]),
      ],
    };
  },
};

type About = { projectId: string; runId: string };

/** Every question that a page asks, and with what. */
const QUESTIONS: Record<string, (about: About) => object | undefined> = {
  "aiCost.getMonthlySummary": ({ projectId }) => ({ projectId }),
  "aiCost.getMonthlyTrend": ({ projectId }) => ({ projectId }),
  "aiCost.getDailySpend": ({ projectId }) => ({ projectId, days: 90 }),
  "aiCost.getCrossProjectSummary": () => undefined,
  "aiCost.getRecentTransactions": ({ projectId }) => ({ projectId }),
  "projects.list": () => undefined,
  "projects.get": ({ projectId }) => ({ projectId }),
  "projects.listMembers": ({ projectId }) => ({ projectId }),
  "pipelineRuns.get": (about) => about,
  "pipelineRuns.listJobs": (about) => about,
  "pipelineRuns.listCharges": (about) => about,
  "ingestKeys.list": ({ projectId }) => ({ projectId }),
  "modelPrices.list": ({ projectId }) => ({ projectId }),
  "agentNames.list": ({ projectId }) => ({ projectId }),
  "usageSources.listNotices": ({ projectId }) => ({ projectId }),
};

function askAbout(
  { stage, runIds }: ManyRows,
  person: Person,
  procedure: string,
  projectId: string,
) {
  const runId = runIds.get(projectId) ?? "";
  return ask(stage.server.url, person, procedure, QUESTIONS[procedure]?.({ projectId, runId }));
}

/** As Postgres counts them, what begins and ends transactions aside; of a question asked before. */
async function statementsFor(world: ManyRows, person: Person, procedure: string): Promise<number> {
  const { sql } = world.stage.owner;
  const projectId = world.projectIds[0];
  await askAbout(world, person, procedure, projectId);
  await sql`select pg_stat_statements_reset()`;
  await askAbout(world, person, procedure, projectId);
  const [counted] = await sql<{ statements: number }[]>`
    select coalesce(sum(calls), 0)::int as statements from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database())
      and query !~* '^(begin|commit|rollback|set|start)\\M' and query !~ 'pg_stat_statements'`;
  return counted?.statements ?? 0;
}
