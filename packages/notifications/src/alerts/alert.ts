import { ALERT_CHANNEL_KINDS, type AlertKind, type alerts, BUDGET_SCOPE_KINDS } from "@ai-cost/db";
import { z } from "zod";

interface AlertOfProject {
  projectId: string;
  productName: string;
  at: Date;
}

const microUsd = z.string().transform(BigInt);

const budgetFacts = z.object({
  productName: z.string(),
  /** The name is that of the agent type or model; null for the product's own budget. */
  budget: z.object({
    id: z.string(),
    kind: z.enum(BUDGET_SCOPE_KINDS),
    value: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** The UTC month, `YYYY-MM`. */
  month: z.string(),
  /** The percentage that was reached; 0 for a forecast. */
  threshold: z.int(),
  /** The version of the budget; 0 for a forecast. */
  version: z.int(),
  limitMicroUsd: microUsd,
  spentMicroUsd: microUsd,
  /** The number of charges of the month whose cost is unknown, and which the spend does not include. */
  unpricedCharges: z.int().default(0),
  /** Null while there is too little history. */
  forecast: z
    .object({ amountMicroUsd: microUsd, lowMicroUsd: microUsd, highMicroUsd: microUsd })
    .nullable(),
  /** The UTC day, `YYYY-MM-DD`, of the last threshold that was alerted in the month; null when there was none. */
  lastThresholdDay: z.string().nullable().default(null),
  /** What spent most since that day, or since the beginning of the month. */
  contributors: z.array(z.object({ name: z.string(), costMicroUsd: microUsd })),
});

const channelFacts = z.object({
  productName: z.string(),
  /** The name is empty for the channel of the owners and admins. */
  channel: z.object({ id: z.string(), kind: z.enum(ALERT_CHANNEL_KINDS), name: z.string() }),
  /** Why the message that broke it was given up. */
  reason: z.string(),
});

/** A budget has reached a threshold, or is expected to exceed its limit. Amounts are micro-dollars. */
export interface BudgetAlert extends AlertOfProject, z.output<typeof budgetFacts> {
  kind: "threshold" | "forecast";
}

/** A channel does not deliver any more. */
export interface ChannelAlert extends AlertOfProject, z.output<typeof channelFacts> {
  kind: "channel_broken";
}

export type Alert = BudgetAlert | ChannelAlert;

type AlertRow = Pick<typeof alerts.$inferSelect, "projectId" | "kind" | "facts" | "decidedAt">;

/** The columns of the log that say what an alert is about. */
export function rowOfAlert({ projectId, kind, at: decidedAt, ...facts }: Alert): AlertRow {
  const text = JSON.stringify(facts, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return { projectId, kind, facts: text, decidedAt };
}

/** Reads what `rowOfAlert` has written. */
export function alertOfRow({ projectId, kind, facts: text, decidedAt: at }: AlertRow): Alert {
  const facts: unknown = JSON.parse(text);
  if (isOfBudget(kind)) return { projectId, kind, at, ...budgetFacts.parse(facts) };
  return { projectId, kind, at, ...channelFacts.parse(facts) };
}

const isOfBudget = (kind: AlertKind): kind is BudgetAlert["kind"] => kind !== "channel_broken";
