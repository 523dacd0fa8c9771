import { dayOf, monthOf, monthWindow } from "@ai-cost/domain";
import type { Agent } from "./company/agents";
import type { Product } from "./company/products";
import { seededRandom } from "./random";
import type { StoryRun } from "./run";
import { generateReport } from "./usage-report";

const DURATION_MS = 35 * 60_000;

/**
 * The jobs of the run in progress. A job ends when `endShare` of the run's model calls are done.
 * The last job is still running.
 */
const JOBS: readonly { agentType: Agent; endShare: number }[] = [
  { agentType: "research", endShare: 0.1 },
  { agentType: "architect", endShare: 0.2 },
  { agentType: "implementation", endShare: 0.5 },
  { agentType: "testing", endShare: 0.7 },
  { agentType: "implementation", endShare: 1 },
];

/**
 * Generates the run that is in progress at `now`. The run starts in the current month and its last
 * model call is at `now`, so the current month always has a cost, even in its first second.
 */
export function generateCurrentRun(product: Product, seed: string, now: Date): StoryRun {
  const random = seededRandom(`${seed}:${product.key}:present`);
  const startedAtMs = Math.max(
    now.getTime() - DURATION_MS,
    monthWindow(monthOf(now)).start.getTime(),
  );
  const run = {
    externalId: `${product.key}-feature-${dayOf(now)}-latest`,
    trigger: "manual",
    startedAt: new Date(startedAtMs),
    usesSelfHostedModel: product.selfHostedSinceDaysAgo !== null,
  };
  const reports = Array.from({ length: product.currentRunCalls }, (_, index) => {
    const share = (index + 1) / product.currentRunCalls;
    const occurredAt = new Date(startedAtMs + Math.round((now.getTime() - startedAtMs) * share));
    const jobIndex = JOBS.findIndex(({ endShare }) => share <= endShare);
    const agentType = JOBS[jobIndex]?.agentType ?? "implementation";
    const job = { externalId: `${run.externalId}/${jobIndex + 1}-${agentType}`, agentType };
    return generateReport(run, job, { number: index + 1, occurredAt }, random);
  });
  const { externalId, trigger } = run;
  return { externalId, trigger, status: "implementing", finishedAt: null, reports };
}
