import type { RouterOutputs } from "@ai-cost/api";

export type Key = RouterOutputs["ingestKeys"]["list"][number];
