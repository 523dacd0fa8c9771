import type { Executor, TenantDatabase } from "@ai-cost/db";
import { bookCharge } from "./book-charge";
import { type Books, isChanging, openBooks } from "./books";
import { contentHash } from "./content-hash";
import { isWrongGuess, untilSettled } from "./lost-race";
import { findRecorded, otherContent, type Recorded } from "./recorded";
import { rememberBooks, rememberedBooks } from "./remembered";
import type { LedgerScope, UsageOutcome, UsageReport } from "./types";
import { usageProblem } from "./usage-rules";
import { additionsTo, writeBooks } from "./write-books";

interface Row {
  report: UsageReport;
  /** Why it cannot be recorded; null when it can. */
  problem: string | null;
  /** Of what can be recorded; empty for what cannot. */
  hash: string;
}

/** What became of a batch, and the books that it was written by. */
interface Recording {
  outcomes: UsageOutcome[];
  books: Books;
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
  const recording =
    (await recordAtOnce(db, scope, rows)) ??
    (await untilSettled(db, (tx) => recordRows(tx, scope, rows)));
  rememberBooks(scope.projectId, recording.books);
  return recording.outcomes;
}

const invalid = ({ problem }: Row): UsageOutcome => ({ outcome: "invalid", reason: problem ?? "" });

/** Two ways in word one call differently, and the first stands; one way that contradicts itself is a conflict. */
function answerAgain(first: Recorded, { report, hash }: Row): UsageOutcome {
  const isOtherWay = first.source !== null && first.source !== report.source;
  if (first.hash === hash || isOtherWay) return { outcome: "repeated", ...first.ids };
  return { outcome: "conflict", reason: otherContent(report.idempotencyKey) };
}

/**
 * Records in one round trip what needs nothing but rows that are new beside rows that are remembered
 * and stay as they are. Null where it is not so: then nothing is written.
 */
async function recordAtOnce(
  db: TenantDatabase,
  scope: LedgerScope,
  rows: readonly Row[],
): Promise<Recording | null> {
  const { projectId } = scope;
  const books = rememberedBooks(projectId, reportsIn(rows));
  const outcomes = bookRows(books, scope, rows, new Map());
  const isForeseen = outcomes.every(({ outcome }) => outcome !== "conflict") && !isChanging(books);
  if (!isForeseen) return null;
  try {
    await db.writeAtOnce(additionsTo(projectId, books));
  } catch (error) {
    if (isWrongGuess(error)) return null;
    throw error;
  }
  return { outcomes, books };
}

async function recordRows(
  tx: Executor,
  scope: LedgerScope,
  rows: readonly Row[],
): Promise<Recording> {
  const { projectId } = scope;
  const reports = reportsIn(rows);
  const keys = [...new Set(reports.map(({ idempotencyKey }) => idempotencyKey))];
  const recorded = await findRecorded(tx, projectId, keys);
  const unseen = reports.filter(({ idempotencyKey }) => !recorded.has(idempotencyKey));
  const books = await openBooks(tx, projectId, unseen);
  const outcomes = bookRows(books, scope, rows, recorded);
  if (books.charges.length > 0) await writeBooks(tx, projectId, books);
  return { outcomes, books };
}

const reportsIn = (rows: readonly Row[]): UsageReport[] =>
  rows.filter(({ problem }) => problem === null).map(({ report }) => report);

/** Books what is not recorded yet, a key once, and answers for each row. */
function bookRows(
  books: Books,
  scope: LedgerScope,
  rows: readonly Row[],
  recorded: ReadonlyMap<string, Recorded>,
): UsageOutcome[] {
  const booked = new Map<string, Recorded>();
  return rows.map((row): UsageOutcome => {
    if (row.problem !== null) return invalid(row);
    const { idempotencyKey } = row.report;
    const first = recorded.get(idempotencyKey) ?? booked.get(idempotencyKey);
    if (first) return answerAgain(first, row);
    const ids = bookCharge(books, scope, row.report, row.hash);
    if (typeof ids === "string") return { outcome: "conflict", reason: ids };
    booked.set(idempotencyKey, { hash: row.hash, source: row.report.source, ids });
    return { outcome: "recorded", ...ids };
  });
}
