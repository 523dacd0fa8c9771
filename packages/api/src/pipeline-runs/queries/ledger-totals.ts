import { creditTransactions } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

const { kind, amountMicroUsd, inputTokens, outputTokens } = creditTransactions;
const integer = (text: SQL): SQL<bigint> => sql`(${text})`.mapWith(BigInt);

/**
 * The totals of ledger rows. The cost is in micro-dollars: charges, corrections and completions minus refunds. Each
 * correction prices one charge that was recorded without a price. The number of charges that are still
 * unpriced is therefore the number of charges without a price minus the number of corrections.
 */
export const ledgerTotals = {
  costMicroUsd: integer(sql`coalesce(sum(
    case ${kind} when 'refund' then -${amountMicroUsd} else ${amountMicroUsd} end), 0)`),
  refundedMicroUsd: integer(
    sql`coalesce(sum(${amountMicroUsd}) filter (where ${kind} = 'refund'), 0)`,
  ),
  inputTokens: integer(sql`coalesce(sum(${inputTokens}), 0)`),
  outputTokens: integer(sql`coalesce(sum(${outputTokens}), 0)`),
  unpricedCharges: integer(sql`
    count(*) filter (where ${kind} = 'deduction' and ${amountMicroUsd} is null)
    - count(*) filter (where ${kind} = 'correction')`),
  chargeCount: integer(sql`count(*) filter (where ${kind} = 'deduction')`),
};
