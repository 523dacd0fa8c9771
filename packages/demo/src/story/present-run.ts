import { dayOf, monthOf, monthWindow } from "@ai-cost/domain";
import type { Agent } from "./agents";
import { chargeFor } from "./charge";
import { FEATURE } from "./pipelines";
import type { Product } from "./products";
import { seededRandom } from "./random";
import type { StoryRun } from "./run";

const LASTS_MS = 35 * 60_000;

/** Who works in it: the last one is still at it. */
const TURNS: readonly { agentType: Agent; share: number }[] = [
  { agentType: "research", share: 0.1 },
  { agentType: "architect", share: 0.2 },
  { agentType: "implementation", share: 0.5 },
  { agentType: "testing", share: 0.7 },
  { agentType: "implementation", share: 1 },
];

/**
 * The run that is under way: it began in this month and its last charge is at this very moment, so
 * that the month has spent something even in its first second.
 */
export function tellPresentRun(product: Product, seed: string, now: Date): StoryRun {
  const random = seededRandom(`${seed}:${product.key}:present`);
  const startedAtMs = Math.max(now.getTime() - LASTS_MS, monthWindow(monthOf(now)).start.getTime());
  const externalId = `${product.key}-feature-${dayOf(now)}-latest`;
  const startedAt = new Date(startedAtMs);
  const trigger = "manual";
  const testsOnHouseModel = product.onHouseModelSinceDaysAgo !== null;
  const plan = { pipeline: FEATURE, externalId, trigger, startedAt, testsOnHouseModel };
  const reports = Array.from({ length: product.presentCalls }, (_, index) => {
    const share = (index + 1) / product.presentCalls;
    const occurredAt = new Date(startedAtMs + Math.round((now.getTime() - startedAtMs) * share));
    const turn = TURNS.findIndex((each) => share <= each.share);
    const agentType = TURNS[turn]?.agentType ?? "implementation";
    const job = { externalId: `${externalId}/${turn + 1}-${agentType}`, agentType };
    return chargeFor(plan, job, { number: index + 1, occurredAt }, random);
  });
  return { externalId, trigger, status: "implementing", finishedAt: null, reports };
}
