import { createHash } from "node:crypto";
import type { ChargedUnits, UsageGap } from "@ai-cost/db";
import { dayOf, NO_TOKENS, type ServiceTier, type TokenCounts } from "@ai-cost/domain";
import { compoundName } from "../../fields/compound-name";
import { FieldProblem } from "../rows/parse-cell";
import type { NamedText } from "./fields";
import type { FileCall } from "./file-format";

const DAY_MS = 86_400_000;

export interface ExportedCall {
  /** The name of the format. */
  format: string;
  /**
   * The key of the call, in the key space of the format or of the protocol that may have reported the call
   * live.
   */
  ownKey: string;
  responseId?: string | null;
  otherResponseIds?: readonly string[];
  provider: string | null;
  endpointAddress?: string | null;
  model: string | null;
  occurredAt: Date;
  tokens: Partial<TokenCounts> | null;
  units?: ChargedUnits | null;
  serviceTier?: ServiceTier | null;
  inferenceGeo?: string | null;
  usageGap?: UsageGap | null;
  costMicroUsd?: bigint | null;
  /** The name of the run; null or absent when the export names none. */
  run?: string | null;
  agentName?: string | null;
}

/**
 * Creates one call of an export. A call without a run belongs to a run for its day, and has its own job.
 */
export function exportedCall({
  format,
  run = null,
  agentName = null,
  ...call
}: ExportedCall): FileCall {
  const { occurredAt, ownKey } = call;
  const job =
    run === null
      ? {
          externalId: ownKey,
          isAssumed: true,
          finished: { status: "completed" as const, at: occurredAt },
        }
      : { externalId: compoundName(format, run, agentName ?? "") };
  return {
    source: sourceOf(format),
    responseId: null,
    isTimeAssumed: false,
    costMicroUsd: null,
    ...call,
    tokens: call.tokens && { ...NO_TOKENS, ...call.tokens },
    run: {
      externalId: run ?? compoundName("import", format, dayOf(occurredAt)),
      isAssumed: run === null,
    },
    job: { ...job, agentName },
  };
}

interface AggregatedCall
  extends Pick<FileCall, "provider" | "model" | "costMicroUsd">,
    Pick<ExportedCall, "format" | "agentName" | "units" | "serviceTier"> {
  /** The columns by which the user can group the export, such as the project and the key. */
  groups: readonly NamedText[];
  /** The values of the other columns that identify the record, together with the groups and the start. */
  details?: readonly (string | null)[];
  start: Date;
  /** The exclusive end of the period; absent when the period is a day. */
  end?: Date;
  /**
   * Identifies the record without its start, because the start of a session can change; absent for records
   * that are not sessions.
   */
  id?: string | null;
  /** Null when the export has only costs. */
  tokens: Partial<TokenCounts> | null;
  /** The number of input tokens of a typical call; absent when the export does not give it. */
  inputTokensPerCall?: bigint;
}

/**
 * Creates the call of a record that is the sum of the calls in a period. All records of a day and an agent
 * are one job.
 */
export function aggregatedCall(aggregated: AggregatedCall): FileCall {
  const { groups, details = [], start, end, id, ...call } = aggregated;
  const { format, agentName = null } = call;
  const dimensions = [...groups.map(({ text }) => text), ...details];
  const key = [id ?? start.toISOString(), ...dimensions.map((value) => value ?? "")];
  const hash = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32);
  const day = dayOf(start);
  return {
    source: sourceOf(format),
    ownKey: compoundName("import", format, hash),
    responseId: null,
    provider: call.provider,
    model: call.model,
    run: { externalId: compoundName("import", format, day) },
    job: {
      externalId: compoundName("import", format, day, agentName ?? ""),
      agentName,
      finished: { status: "completed", at: start },
    },
    occurredAt: start,
    isTimeAssumed: false,
    tokens: call.tokens && { ...NO_TOKENS, ...call.tokens },
    // Without this value, the sum of many short calls would be priced as one long call.
    inputTokensPerCall: call.inputTokensPerCall ?? 0n,
    units: call.units ?? null,
    serviceTier: call.serviceTier ?? null,
    costMicroUsd: call.costMicroUsd,
    sumOf: {
      start,
      end: end && end > start ? end : new Date(start.getTime() + DAY_MS),
      groupedBy: groups.flatMap(({ name, text }) => (text === null ? [] : [name])),
    },
  };
}

const sourceOf = (format: string): string => `import ${format}`;

/** The sum of counts; null when all of them are missing. */
export const sumOf = (...counts: readonly (bigint | null)[]): bigint | null =>
  counts.reduce((sum, count) => (count === null ? sum : (sum ?? 0n) + count), null);

/** Throws a `FieldProblem` for an amount in a currency other than US dollars. */
export function requireDollars(currency: string | null): void {
  if (currency !== null && currency.toUpperCase() !== "USD")
    throw new FieldProblem(`the currency is ${currency}; convert the amounts to US dollars`);
}

/** The units of web searches; null when there were none. */
export const webSearches = (count: bigint | null): ChargedUnits | null =>
  count ? { web_search: Number(count) } : null;
