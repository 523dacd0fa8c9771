import type { RouterOutputs } from "@ai-cost/api";
import { aRun } from "./outputs";

type ListedRun = RouterOutputs["pipelineRuns"]["list"]["runs"][number];

export const aListedRun = (parts: Partial<ListedRun> = {}): ListedRun => ({
  runId: aRun().runId,
  externalId: "atlas-nightly",
  trigger: "schedule",
  status: "completed",
  startedAt: "2026-11-14T09:41:07.123Z",
  finishedAt: "2026-11-14T10:20:09.123Z",
  jobsEndedAt: null,
  typicalCost: 15.24,
  agentTypes: ["research", "testing"],
  jobCount: 41,
  failedJobs: 1,
  cost: 38.1,
  inputTokens: 8_000_000,
  outputTokens: 1_000_000,
  unpricedCharges: 0,
  ...parts,
});
