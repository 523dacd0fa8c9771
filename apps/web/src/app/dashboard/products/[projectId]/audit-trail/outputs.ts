import type { RouterOutputs } from "@ai-cost/api";

export type Change = RouterOutputs["auditEvents"]["list"][number];
