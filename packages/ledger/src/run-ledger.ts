import { createDatabase, type OperatorProject, openAsOperator } from "@ai-cost/db";
import { type LedgerRequest, readRequest } from "./ledger-request";
import { rebuild } from "./verify/rebuild";
import { findDifferences } from "./verify/reconcile";

interface Io {
  databaseUrl: string;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

type Say = (line: string) => void;

/** A step that changed nothing is said when nothing else has been for so long. */
const SAID_EVERY_MS = 5_000;

const inWords = (rows: number) => `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;

/** The `ledger` command; answers the exit code: 0 when all is exact, 1 when not or when asked wrongly. */
export async function runLedger(
  argv: string[],
  { databaseUrl, stdout, stderr }: Io,
): Promise<number> {
  const request = readRequest(argv);
  if (typeof request === "string") {
    stderr.write(`${request}\n`);
    return 1;
  }
  const { db, close } = createDatabase(databaseUrl, { applicationName: "ledger" });
  try {
    const projects = await openAsOperator(db, request.projectId);
    const named = request.projectId ?? request.from?.projectId;
    if (named && !projects.some(({ id }) => id === named)) {
      stderr.write(`There is no project ${named}.\n`);
      return 1;
    }
    return await runOn(projects, request, (line) => stdout.write(`${line}\n`));
  } finally {
    await close();
  }
}

async function runOn(
  projects: readonly OperatorProject[],
  { command, from }: LedgerRequest,
  say: Say,
): Promise<number> {
  const first = projects.findIndex(({ id }) => from === null || id === from.projectId);
  let isExact = true;
  for (const [index, project] of projects.entries()) {
    if (index < first) continue;
    if (command === "rebuild") {
      say(`${project.name} (${project.id}), project ${index + 1} of ${projects.length}`);
      await rebuildProject(project, index === first ? from?.month : undefined, say);
    } else if (!(await reconcileProject(project, say))) isExact = false;
  }
  return isExact ? 0 : 1;
}

async function reconcileProject({ id, name, tenant }: OperatorProject, say: Say): Promise<boolean> {
  const count = await findDifferences(tenant, id, (differences) => {
    for (const { surface, row, column, stored, ledger } of differences)
      say(`  ${surface} ${row}: ${column} is ${stored}, the ledger says ${ledger}`);
  });
  say(count === 0 ? `${name}: exact` : `${name}: ${count} differences`);
  return count === 0;
}

async function rebuildProject(
  { id, tenant }: OperatorProject,
  firstMonth: string | undefined,
  say: Say,
): Promise<void> {
  let saidAtMs = performance.now();
  const onRebuilt = (step: string, changed: number) => {
    if (changed === 0 && performance.now() - saidAtMs < SAID_EVERY_MS) return;
    saidAtMs = performance.now();
    say(`  ${step}: ${inWords(changed)} changed`);
  };
  const changedRows = await rebuild(tenant, id, onRebuilt, firstMonth);
  say(changedRows === 0 ? "  was exact" : `  ${inWords(changedRows)} changed`);
}
