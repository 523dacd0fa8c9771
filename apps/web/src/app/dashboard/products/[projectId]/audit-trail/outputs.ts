import type { RouterOutputs } from "@ai-cost/api";

/** A change as it was kept. */
export type Change = RouterOutputs["auditEvents"]["list"][number];
