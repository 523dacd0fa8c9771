import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import type { LedgerScope, UsageOutcome, UsageReport } from "../types";
import { writeBooks } from "../unit-of-work/apply-writes";
import { type Books, openBooks } from "../unit-of-work/pending-writes";
import { findRecorded } from "../unit-of-work/taken-keys";
import { untilSettled } from "../unit-of-work/write-conflict";
import { bookRows, type Call, invalid, reportsIn } from "./add-charges";
import { recordTogether } from "./group-commit";
import { rememberBooks } from "./row-cache";
import { usageProblem } from "./usage-rules";

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
  const outcomes = await recordTogether(db, { scope, rows });
  if (outcomes) return outcomes;
  const recorded = await untilSettled(db, (tx) => recordRows(tx, { scope, rows }));
  rememberBooks(scope.projectId, recorded.books);
  return recorded.outcomes;
}

async function recordRows(
  tx: Executor,
  { scope, rows }: Call,
): Promise<{ outcomes: UsageOutcome[]; books: Books }> {
  const { projectId } = scope;
  const reports = reportsIn(rows);
  const keys = [...new Set(reports.map(({ idempotencyKey }) => idempotencyKey))];
  const recorded = await findRecorded(tx, projectId, keys);
  const unseen = reports.filter(({ idempotencyKey }) => !recorded.has(idempotencyKey));
  const books = await openBooks(tx, projectId, unseen);
  const outcomes = bookRows(books, { scope, rows }, recorded);
  if (books.charges.length > 0) await writeBooks(tx, projectId, books);
  return { outcomes, books };
}
