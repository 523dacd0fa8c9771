import type { Executor, TenantDatabase } from "@ai-cost/db";
import { bookCharge } from "./book-charge";
import { openBooks } from "./books";
import { contentHash } from "./content-hash";
import { untilSettled } from "./lost-race";
import { findRecorded, otherContent, type Recorded } from "./recorded";
import type { LedgerScope, UsageOutcome, UsageReport } from "./types";
import { usageProblem } from "./usage-rules";
import { writeBooks } from "./write-books";

interface Row {
  report: UsageReport;
  /** Why it cannot be recorded; null when it can. */
  problem: string | null;
  /** Of what can be recorded; empty for what cannot. */
  hash: string;
}

/**
 * Records a batch of charges of one project in one transaction: runs, jobs, charges and the read
 * model. Answers for each report, in order; a refused one leaves the others standing. Repeating a
 * report, by the same way in or another, changes nothing and answers as the first time. When this
 * returns, the batch is committed; when it throws, nothing of it is. A thousand reports are a good
 * batch.
 */
export async function recordUsage(
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly UsageReport[],
): Promise<UsageOutcome[]> {
  const rows = reports.map((report) => {
    const problem = usageProblem(report, scope.now);
    return { report, problem, hash: problem ? "" : contentHash("deduction", report.content) };
  });
  if (rows.every(({ problem }) => problem !== null)) return rows.map(invalid);
  return untilSettled(db, (tx) => recordRows(tx, scope, rows));
}

const invalid = ({ problem }: Row): UsageOutcome => ({ outcome: "invalid", reason: problem ?? "" });

/** Two ways in word one call differently, and the first stands; one way that contradicts itself is a conflict. */
function answerAgain(first: Recorded, { report, hash }: Row): UsageOutcome {
  const isOtherWay = first.source !== null && first.source !== report.source;
  if (first.hash === hash || isOtherWay) return { outcome: "repeated", ...first.ids };
  return { outcome: "conflict", reason: otherContent(report.idempotencyKey) };
}

async function recordRows(
  tx: Executor,
  scope: LedgerScope,
  rows: readonly Row[],
): Promise<UsageOutcome[]> {
  const valid = rows.filter(({ problem }) => problem === null).map(({ report }) => report);
  const keys = [...new Set(valid.map(({ idempotencyKey }) => idempotencyKey))];
  const recorded = await findRecorded(tx, scope.projectId, keys);
  const unseen = valid.filter(({ idempotencyKey }) => !recorded.has(idempotencyKey));
  const books = await openBooks(tx, scope.projectId, unseen);
  const booked = new Map<string, Recorded>();

  const outcomes = rows.map((row): UsageOutcome => {
    if (row.problem !== null) return invalid(row);
    const { idempotencyKey } = row.report;
    const first = recorded.get(idempotencyKey) ?? booked.get(idempotencyKey);
    if (first) return answerAgain(first, row);
    const ids = bookCharge(books, scope, row.report, row.hash);
    if (typeof ids === "string") return { outcome: "conflict", reason: ids };
    booked.set(idempotencyKey, { hash: row.hash, source: row.report.source, ids });
    return { outcome: "recorded", ...ids };
  });
  if (booked.size > 0) await writeBooks(tx, scope.projectId, books);
  return outcomes;
}
