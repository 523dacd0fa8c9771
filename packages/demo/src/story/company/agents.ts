import { GEMINI_FLASH, GEMINI_PRO, GPT, GPT_MINI, HAIKU, type Model, OPUS, SONNET } from "./models";

/**
 * The models that an agent calls, the number of model calls in one of its jobs, and the number of
 * tokens in one call.
 */
export interface AgentProfile {
  models: readonly (readonly [weight: number, model: Model])[];
  callsPerJob: readonly [min: number, max: number];
  inputTokens: readonly [min: number, max: number];
  outputTokens: readonly [min: number, max: number];
}

const coder: AgentProfile = {
  models: [
    [5, SONNET],
    [3, OPUS],
    [2, GPT],
  ],
  callsPerJob: [2, 5],
  inputTokens: [60_000, 190_000],
  outputTokens: [4000, 24_000],
};

const thinker: AgentProfile = {
  models: [
    [4, OPUS],
    [2, GEMINI_PRO],
    [2, GPT],
  ],
  callsPerJob: [1, 3],
  inputTokens: [30_000, 150_000],
  outputTokens: [3000, 14_000],
};

const checker: AgentProfile = {
  models: [
    [4, HAIKU],
    [3, GPT_MINI],
    [2, SONNET],
  ],
  callsPerJob: [1, 3],
  inputTokens: [20_000, 120_000],
  outputTokens: [1000, 6000],
};

const writer: AgentProfile = {
  models: [
    [3, GEMINI_FLASH],
    [3, SONNET],
    [2, GPT_MINI],
  ],
  callsPerJob: [1, 2],
  inputTokens: [10_000, 60_000],
  outputTokens: [1500, 8000],
};

const PROFILES = {
  research: thinker,
  architect: thinker,
  implementation: coder,
  testing: checker,
  code_review: checker,
  security: { ...checker, models: thinker.models },
  performance: checker,
  dependency: { ...checker, callsPerJob: [1, 2] },
  release: { ...writer, models: checker.models },
  documentation: writer,
  design: { ...writer, models: thinker.models },
  uiux: writer,
  marketing: writer,
  compliance: { ...thinker, callsPerJob: [1, 2] },
  revenue: writer,
} satisfies Record<string, AgentProfile>;

export type Agent = keyof typeof PROFILES;
/** Every agent type that the application defines, and `code_review`, which is not one of them. */
export const AGENTS: Readonly<Record<Agent, AgentProfile>> = PROFILES;
