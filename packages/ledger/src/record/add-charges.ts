import type { LedgerScope, UsageOutcome, UsageReport } from "../types";
import type { Books } from "../unit-of-work/pending-writes";
import { otherContent, type Recorded } from "../unit-of-work/taken-keys";
import { bookCharge } from "./add-charge";

/** A report with what is known of it before anything is read. */
export interface Row {
  report: UsageReport;
  /** Why it cannot be recorded; null when it can. */
  problem: string | null;
  /** Of what can be recorded; empty for what cannot. */
  hash: string;
}

/** What somebody has asked to record, and waits for. */
export interface Call {
  scope: LedgerScope;
  rows: readonly Row[];
}

export const invalid = ({ problem }: Row): UsageOutcome => ({
  outcome: "invalid",
  reason: problem ?? "",
});

export const reportsIn = (rows: readonly Row[]): UsageReport[] =>
  rows.filter(({ problem }) => problem === null).map(({ report }) => report);

/** Books what is not recorded yet, a key once, adds it to `recorded`, and answers for each row. */
export const bookRows = (
  books: Books,
  { scope, rows }: Call,
  recorded: Map<string, Recorded>,
): UsageOutcome[] =>
  rows.map((row): UsageOutcome => {
    if (row.problem !== null) return invalid(row);
    const { idempotencyKey, source } = row.report;
    const first = recorded.get(idempotencyKey);
    if (first) return answerAgain(first, row);
    const ids = bookCharge(books, scope, row.report, row.hash);
    if (typeof ids === "string") return { outcome: "conflict", reason: ids };
    recorded.set(idempotencyKey, { hash: row.hash, source, ids });
    return { outcome: "recorded", ...ids };
  });

/** Two ways in word one call differently, and the first stands; one way that contradicts itself is a conflict. */
function answerAgain(first: Recorded, { report, hash }: Row): UsageOutcome {
  const isOtherWay = first.source !== null && first.source !== report.source;
  if (first.hash === hash || isOtherWay) return { outcome: "repeated", ...first.ids };
  return { outcome: "conflict", reason: otherContent(report.idempotencyKey) };
}
