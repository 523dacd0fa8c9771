import type { Agent } from "./agents";

/** A step of a pipeline. The agent runs in it with this probability, in 1 to `maxJobs` jobs. */
interface Step {
  agent: Agent;
  probability: number;
  maxJobs: number;
}

export interface Pipeline {
  name: string;
  triggers: readonly (readonly [weight: number, trigger: string])[];
  /** The share of jobs that fail. The share of jobs that are cancelled is one fifth of this share. */
  failureShare: number;
  steps: readonly Step[];
}

const always = (agent: Agent, maxJobs = 1): Step => ({ agent, probability: 1, maxJobs });
const sometimes = (agent: Agent, probability: number): Step => ({
  agent,
  probability,
  maxJobs: 1,
});

export const FEATURE: Pipeline = {
  name: "feature",
  triggers: [
    [5, "manual"],
    [3, "webhook"],
    [2, "agent"],
  ],
  failureShare: 0.028,
  steps: [
    always("research"),
    sometimes("architect", 0.6),
    sometimes("design", 0.3),
    sometimes("uiux", 0.3),
    always("implementation", 3),
    always("testing"),
    always("code_review"),
    sometimes("security", 0.5),
    sometimes("performance", 0.2),
    sometimes("documentation", 0.4),
    sometimes("release", 0.5),
  ],
};

export const FIX: Pipeline = {
  name: "fix",
  triggers: [
    [6, "webhook"],
    [4, "manual"],
  ],
  failureShare: 0.028,
  steps: [
    sometimes("research", 0.4),
    always("implementation"),
    always("testing"),
    sometimes("code_review", 0.7),
    sometimes("release", 0.6),
  ],
};

export const NIGHTLY: Pipeline = {
  name: "nightly",
  triggers: [[1, "schedule"]],
  failureShare: 0.028,
  steps: [
    always("dependency"),
    always("testing"),
    always("security"),
    sometimes("performance", 0.4),
  ],
};

export const WEEKLY: Pipeline = {
  name: "weekly",
  triggers: [[1, "schedule"]],
  failureShare: 0.028,
  steps: [
    always("marketing"),
    always("revenue"),
    always("compliance"),
    sometimes("documentation", 0.8),
    sometimes("design", 0.4),
  ],
};

/** The pipeline of a single run that costs much more than all other runs. */
export const OUTLIER: Pipeline = {
  name: "migration",
  triggers: [[1, "manual"]],
  failureShare: 0,
  steps: [
    always("research", 2),
    always("architect", 2),
    ...Array.from({ length: 26 }, () => always("implementation")),
    always("testing", 3),
    always("code_review", 2),
    always("release"),
  ],
};
