import type {
  AgentSpend,
  Charge,
  MonthWithData,
  Project,
  Summary,
  TopRun,
} from "../ai-cost/outputs";

/** The server's time in all outputs of this file. */
export const AS_OF = "2026-11-23T21:33:04.000Z";
export const PROJECT_ID = "01938f2e-7c00-7000-8000-00000000a71a";
const RUN_ID = "01938f2e-7c00-7000-8000-0000deadbeef";

export const aProject = (parts: Partial<Project> = {}): Project => ({
  projectId: PROJECT_ID,
  name: "Atlas",
  role: "owner",
  hasUsage: true,
  ...parts,
});

const anAgent = (parts: Partial<AgentSpend> = {}): AgentSpend => ({
  agentType: "implementation",
  totalJobs: 312,
  completedJobs: 300,
  failedJobs: 12,
  unpricedCharges: 0,
  cost: 198.2,
  pctOfTotal: 48.06,
  inputTokens: 38_000_000,
  outputTokens: 3_200_000,
  totalTokens: 41_200_000,
  successRate: (300 / 312) * 100,
  ...parts,
});

export const aRun = (parts: Partial<TopRun> = {}): TopRun => ({
  runId: RUN_ID,
  externalId: "atlas-nightly-2026-11-14-1",
  status: "completed",
  trigger: "schedule",
  startedAt: "2026-11-14T09:41:07.123Z",
  jobsEndedAt: null,
  jobCount: 41,
  totalTokens: 9_000_000,
  cost: 38.1,
  pctOfTotal: 9.24,
  unpricedCharges: 0,
  ...parts,
});

export const aSummary = (parts: Partial<Summary> = {}): Summary => ({
  month: "2026-11",
  periodStart: "2026-11-01T00:00:00.000Z",
  periodEnd: "2026-12-01T00:00:00.000Z",
  asOf: AS_OF,
  totalCost: 412.384213,
  grossCost: 416.584213,
  refundedCost: 4.2,
  inputTokens: 81_234_567,
  outputTokens: 7_212_345,
  totalTokens: 88_446_912,
  totalJobs: 1251,
  completedJobs: 1204,
  failedJobs: 31,
  unpricedCharges: 0,
  comparison: {
    start: "2026-11-01T00:00:00.000Z",
    end: "2026-11-23T00:00:00.000Z",
    cost: 392,
    previousCost: 350,
  },
  agentBreakdown: [
    anAgent(),
    anAgent({ agentType: "code_review", cost: 0.0421, pctOfTotal: 0.01 }),
  ],
  agentTypeCount: 2,
  topRuns: [aRun()],
  budgetLimit: 500,
  budgetPct: 82.4768426,
  forecast: null,
  forecastFrom: null,
  budgetStatus: "warning",
  ...parts,
});

export const MONTHS: MonthWithData[] = [
  { month: "2026-11", cost: 412.384213, unpricedCharges: 0 },
  { month: "2026-10", cost: 498.1, unpricedCharges: 2 },
  { month: "2026-02", cost: 12.5, unpricedCharges: 0 },
];

export const aCharge = (parts: Partial<Charge> = {}): Charge => ({
  id: "01938f2e-7c00-7000-8000-00000000c001",
  jobId: "01938f2e-7c00-7000-8000-00000000d001",
  runId: RUN_ID,
  runExternalId: "atlas-nightly-2026-11-14-1",
  agentType: "research",
  model: "claude-sonnet-4-5",
  inputTokens: 48_080,
  outputTokens: 1_020,
  cost: 0.15954,
  refundedCost: 0,
  isCompleted: false,
  isSuperseded: false,
  priceNote: null,
  occurredAt: "2026-11-23T21:30:00.000Z",
  ...parts,
});

/** Creates `count` charges, newest first, one minute apart, with ids counted from `first`. */
export const charges = (count: number, first = 0): Charge[] =>
  Array.from({ length: count }, (_, index) =>
    aCharge({
      id: `01938f2e-7c00-7000-8000-${String(first + index).padStart(12, "0")}`,
      occurredAt: new Date(Date.parse(AS_OF) - (first + index) * 60_000).toISOString(),
    }),
  );

/** The parts of a summary of a month without usage. */
export const NO_SPEND = {
  totalCost: 0,
  grossCost: 0,
  refundedCost: 0,
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  totalJobs: 0,
  completedJobs: 0,
  failedJobs: 0,
  comparison: null,
  agentBreakdown: [],
  agentTypeCount: 0,
  topRuns: [],
} satisfies Partial<Summary>;

/** The parts of a summary of a product without a budget. */
export const NO_BUDGET = {
  budgetLimit: null,
  budgetPct: null,
  budgetStatus: "none",
} satisfies Partial<Summary>;
