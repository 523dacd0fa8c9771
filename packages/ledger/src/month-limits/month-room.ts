import { type Executor, listOf, monthlyAgentSpend } from "@ai-cost/db";
import { MAX_MONTH_MICRO_USD, MAX_MONTH_TOKENS, monthOf } from "@ai-cost/domain";
import { and, eq, sql } from "drizzle-orm";
import { invalid, type Refusal } from "../outcome";
import type { CreditTransaction } from "../unit-of-work/rows";

interface Sums {
  /** The cost before refunds, in micro-dollars. */
  grossMicroUsd: bigint;
  /** Input and output tokens. */
  tokens: bigint;
}

/** A row of the ledger, or the report of a charge. A report has no kind. */
type Row = Pick<CreditTransaction, "amountMicroUsd" | "inputTokens" | "outputTokens"> & {
  kind?: CreditTransaction["kind"];
};

/**
 * Knows the sums of a project's months, and decides for each row whether the row still fits into its
 * month. The transaction must have the exclusive lock of the project, so that no other transaction adds
 * charges meanwhile.
 */
export class MonthRoom {
  private constructor(private readonly sums: Map<string, Sums>) {}

  /** Reads the sums of the months that contain these instants. */
  static async read(
    tx: Executor,
    projectId: string,
    instants: readonly Date[],
  ): Promise<MonthRoom> {
    const months = [...new Set(instants.map(monthOf))];
    const { month, costMicroUsd, refundedMicroUsd, inputTokens, outputTokens } = monthlyAgentSpend;
    const rows = await tx
      .select({
        month,
        grossMicroUsd: sql`sum(${costMicroUsd}) + sum(${refundedMicroUsd})`.mapWith(BigInt),
        tokens: sql`sum(${inputTokens}) + sum(${outputTokens})`.mapWith(BigInt),
      })
      .from(monthlyAgentSpend)
      .where(
        and(
          eq(monthlyAgentSpend.projectId, projectId),
          sql`${month} = any(${listOf(months, "text")})`,
        ),
      )
      .groupBy(month);
    return new MonthRoom(new Map(rows.map(({ month, ...sums }) => [month, sums])));
  }

  /**
   * Returns the refusal of rows that do not fit into the month of `at`; null when they fit. Rows that add
   * nothing always fit.
   */
  refusalOf(at: Date, rows: readonly Row[]): Refusal | null {
    const month = monthOf(at);
    const added = addedBy(rows);
    const sums = this.#with(month, added);
    if (added.grossMicroUsd > 0n && sums.grossMicroUsd > MAX_MONTH_MICRO_USD)
      return invalid(fullMonth(month, "cost more than $1,000,000,000"));
    if (added.tokens > 0n && sums.tokens > MAX_MONTH_TOKENS)
      return invalid(fullMonth(month, `have more than ${MAX_MONTH_TOKENS} tokens`));
    return null;
  }

  /** Adds rows to the sums of the month that contains `at`. */
  add(at: Date, rows: readonly Row[]): void {
    const month = monthOf(at);
    this.sums.set(month, this.#with(month, addedBy(rows)));
  }

  #with(month: string, added: Sums): Sums {
    const { grossMicroUsd, tokens } = this.sums.get(month) ?? { grossMicroUsd: 0n, tokens: 0n };
    return {
      grossMicroUsd: grossMicroUsd + added.grossMicroUsd,
      tokens: tokens + added.tokens,
    };
  }
}

const addedBy = (rows: readonly Row[]): Sums => ({
  grossMicroUsd: rows.reduce((sum, row) => sum + grossOf(row), 0n),
  tokens: rows.reduce((sum, row) => sum + (row.inputTokens ?? 0n) + (row.outputTokens ?? 0n), 0n),
});

/**
 * The amount that a row adds to the cost before refunds. A refund adds nothing, because it does not lower
 * this cost.
 */
const grossOf = ({ kind, amountMicroUsd }: Row): bigint =>
  kind === "refund" ? 0n : (amountMicroUsd ?? 0n);

const fullMonth = (month: string, limit: string): string =>
  `with it the charges of ${month} would ${limit}, the most that a project's month can hold: check the numbers and their units, or send it to another project`;
