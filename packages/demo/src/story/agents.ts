import { GEMINI_FLASH, GEMINI_PRO, GPT, GPT_MINI, HAIKU, type Model, OPUS, SONNET } from "./models";

/** How an agent works: what it calls, how often in one job, and how much it reads and writes. */
export interface AgentHabits {
  models: readonly (readonly [weight: number, model: Model])[];
  calls: readonly [fewest: number, most: number];
  inputTokens: readonly [low: number, high: number];
  outputTokens: readonly [low: number, high: number];
}

const coder: AgentHabits = {
  models: [
    [5, SONNET],
    [3, OPUS],
    [2, GPT],
  ],
  calls: [2, 5],
  inputTokens: [60_000, 190_000],
  outputTokens: [4000, 24_000],
};

const thinker: AgentHabits = {
  models: [
    [4, OPUS],
    [2, GEMINI_PRO],
    [2, GPT],
  ],
  calls: [1, 3],
  inputTokens: [30_000, 150_000],
  outputTokens: [3000, 14_000],
};

const checker: AgentHabits = {
  models: [
    [4, HAIKU],
    [3, GPT_MINI],
    [2, SONNET],
  ],
  calls: [1, 3],
  inputTokens: [20_000, 120_000],
  outputTokens: [1000, 6000],
};

const writer: AgentHabits = {
  models: [
    [3, GEMINI_FLASH],
    [3, SONNET],
    [2, GPT_MINI],
  ],
  calls: [1, 2],
  inputTokens: [10_000, 60_000],
  outputTokens: [1500, 8000],
};

const HABITS = {
  research: thinker,
  architect: thinker,
  implementation: coder,
  testing: checker,
  code_review: checker,
  security: { ...checker, models: thinker.models },
  performance: checker,
  dependency: { ...checker, calls: [1, 2] },
  release: { ...writer, models: checker.models },
  documentation: writer,
  design: { ...writer, models: thinker.models },
  uiux: writer,
  marketing: writer,
  compliance: { ...thinker, calls: [1, 2] },
  revenue: writer,
} satisfies Record<string, AgentHabits>;

export type Agent = keyof typeof HABITS;
/** Every agent type that is known, and one that is not. */
export const AGENTS: Readonly<Record<Agent, AgentHabits>> = HABITS;
