import type { RouterOutputs } from "@ai-cost/api";

export type Session = RouterOutputs["account"]["listSessions"][number];
