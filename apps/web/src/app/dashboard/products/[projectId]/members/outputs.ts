import type { RouterOutputs } from "@ai-cost/api";

export type Member = RouterOutputs["projects"]["listMembers"][number];
