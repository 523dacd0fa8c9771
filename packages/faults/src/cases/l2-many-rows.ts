import { appRouter } from "@ai-cost/api";
import type { Person } from "@ai-cost/testing";
import { type Answer, ask, inClients, percentile } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { type ManyRows, makeManyRows } from "../rig/many-rows";
import type { Random } from "../rig/random";
import { problemsWhere } from "./problems-where";

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
    const problems = unasked().map((procedure) => `${procedure} is not asked here`);
    const measured: Measured[] = [];
    for (const procedure of Object.keys(QUESTIONS))
      measured.push(await measure(world, random, { procedure, askedTimes }));
    const p95s = measured.map(({ procedure, p95 }) => [`p95 of ${procedure}, ms`, Math.round(p95)]);
    return {
      hits: measured.length,
      figures: {
        rows: world.rows,
        "most statements": Math.max(...measured.map(({ statements }) => statements)),
        ...Object.fromEntries(p95s),
      },
      problems: [...problems, ...measured.flatMap((one) => one.problems)].slice(0, 8),
    };
  },
};

interface Measured {
  procedure: string;
  /** For fifty projects. */
  statements: number;
  /** Milliseconds. */
  p95: number;
  problems: string[];
}

async function measure(
  world: ManyRows,
  random: Random,
  { procedure, askedTimes }: { procedure: string; askedTimes: number },
): Promise<Measured> {
  const { owner, member } = world.stage.people;
  const forOne = await statementsFor(world, member, procedure);
  const statements = await statementsFor(world, owner, procedure);
  const answers: Answer[] = [];
  await inClients(CLIENTS, Array(askedTimes).keys(), async () => {
    answers.push(await askAbout(world, owner, procedure, random.pick(world.projectIds)));
  });
  const [waits, other] = [
    answers.map(({ ms }) => ms),
    answers.find(({ status }) => status !== 200),
  ];
  const p95 = percentile(waits, 95);
  const problems = problemsWhere([
    [forOne !== statements, `${procedure}: ${forOne} statements, and ${statements} for fifty`],
    [other !== undefined, `${procedure} answered ${other?.status}`],
    [!(p95 <= SLOWEST_P95_MS), `p95 of ${procedure} is ${Math.round(p95)} ms`],
  ]);
  return { procedure, statements, p95, problems };
}

/** By their full names, as the router keeps them. */
const PROCEDURES = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string } }
>;

/** Questions of the product that this case has forgotten. */
const unasked = (): string[] =>
  Object.entries(PROCEDURES)
    .filter(([name, { _def }]) => _def.type === "query" && !(name in QUESTIONS))
    .map(([name]) => name);

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
  "auditEvents.list": ({ projectId }) => ({ projectId }),
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
