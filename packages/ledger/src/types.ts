import type { creditTransactions, UsedPrice } from "@ai-cost/db";
import type { FinalStatus } from "@ai-cost/domain";

export type CostSource = NonNullable<(typeof creditTransactions.$inferSelect)["costSource"]>;

/** Where a write belongs and when it happens: the tenant, and the clock that rules are held against. */
export interface LedgerScope {
  projectId: string;
  now: Date;
}

/** The caller's normalised fields of one row, before any pricing or mapping: what a repeat must equal. */
export type Content = Readonly<Record<string, string | number | bigint | boolean | Date | null>>;

/** The run that a charge belongs to. */
export interface RunMention {
  /** The caller's own name, unique in the project. */
  externalId: string;
  /** Open vocabulary; null or absent when not known. The first that is told stands. */
  trigger?: string | null;
  /**
   * Open vocabulary, but not a final one; `running` when absent. It holds while nobody reports one:
   * the first other than `running` stands.
   */
  status?: string;
  /** A run has started by the earliest instant that is told of it or of anything in it. */
  startedAt?: Date;
}

/** The job that a charge pays for. */
export interface JobMention {
  /** The caller's own name, unique in the project. */
  externalId: string;
  /** Null or absent when the agent is not known yet: the job waits as `unknown`. */
  agentType?: string | null;
  /**
   * What the reporter calls the agent, empty when nothing, where `agentType` is mapped from it. A
   * mapping may change while a job goes on: the same name never contradicts the job's type.
   */
  agentName?: string;
  /** A job has started by the earliest instant that is told of it. */
  startedAt?: Date;
  /**
   * Present when the job has ended. The first final status stands, at the earliest instant that it
   * is reported for; another one is a conflict.
   */
  finished?: { status: FinalStatus; at: Date };
}

/** What a pipeline reports of one of its runs. */
export interface RunReport {
  /** The reporter's name for this report, unique in the project for ever. */
  idempotencyKey: string;
  content: Content;
  /** The caller's own name for the run, unique in the project. */
  externalId: string;
  /** Open vocabulary; null or absent when not known. */
  trigger?: string | null;
  /** Open vocabulary; absent when the report says nothing of it. */
  status?: string;
  startedAt?: Date;
  /** When it was so. */
  at: Date;
}

/** What a pipeline reports of one of its jobs. */
export interface JobReport {
  /** The reporter's name for this report, unique in the project for ever. */
  idempotencyKey: string;
  content: Content;
  /** The caller's own name for the job, unique in the project. */
  externalId: string;
  /** The same for the run that it belongs to. */
  runExternalId: string;
  /** Null or absent when the agent is not known yet: the job waits as `unknown`. */
  agentType?: string | null;
  /** As in a `JobMention`. */
  agentName?: string;
  /** Open vocabulary; absent when the report says nothing of it. */
  status?: string;
  startedAt?: Date;
  /** When it was so. */
  at: Date;
}

/** What becomes known of a job that charges have mentioned: its agent, its end, or both. */
export type JobNews = Pick<JobMention, "externalId" | "agentType" | "agentName" | "finished">;

/** One metered cost with the tokens that it paid for. */
export interface UsageReport {
  /** The reporter's name for this charge, unique in the project for ever. */
  idempotencyKey: string;
  content: Content;
  /**
   * The way in that reports it, such as `usage-events`. Another way's report of the same key is a
   * repeat whatever it says; the same way's with other content is a conflict. At most 200 characters.
   */
  source: string;
  run: RunMention;
  job: JobMention;
  /** Cut to milliseconds. At most five minutes ahead of the clock, not before 2000. */
  occurredAt: Date;
  /** Micro-dollars; null when no price is known. */
  amountMicroUsd: bigint | null;
  /** Where the amount comes from; null when it is. */
  costSource: CostSource | null;
  /** What the amount was computed with; null when it was not computed. */
  price: UsedPrice | null;
  model: string | null;
  provider: string | null;
  /** Cached tokens included. */
  inputTokens: bigint;
  /** Subset of the input; null when not reported. */
  cacheReadTokens: bigint | null;
  /** Subset of the input; null when not reported. */
  cacheWriteTokens: bigint | null;
  /** Reasoning tokens included. */
  outputTokens: bigint;
  /** Subset of the output; null when not reported. */
  reasoningTokens: bigint | null;
}

/** Which rows of the ledger a charge became, now or the first time. */
export interface ChargeIds {
  chargeId: string;
  jobId: string;
  runId: string;
}

/** `invalid` and `conflict` changed nothing and say what to do; they leave the rest of a batch standing. */
export type Refusal = { outcome: "conflict" | "invalid"; reason: string };

export type UsageOutcome = ({ outcome: "recorded" | "repeated" } & ChargeIds) | Refusal;

/** A refund, a correction, a purchase or a grant, now or the first time. */
export type EntryOutcome = { outcome: "recorded" | "repeated"; id: string } | Refusal;

export type RunOutcome = { outcome: "recorded" | "repeated"; runId: string } | Refusal;

export type JobOutcome =
  | { outcome: "recorded" | "repeated"; jobId: string; runId: string }
  | Refusal;

/** A change of a job's state; `repeated` when it already was so. */
export type ChangeOutcome = { outcome: "changed" | "repeated" } | Refusal;
