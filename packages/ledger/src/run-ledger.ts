import { parseArgs } from "node:util";
import { createDatabase, isId, type OperatedProject, openAsOperator } from "@ai-cost/db";
import { rebuild } from "./rebuild";
import { findDifferences } from "./reconcile";

interface Io {
  databaseUrl: string;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
}

type Say = (line: string) => void;
type Command = (project: OperatedProject, say: Say) => Promise<boolean>;

const USAGE = `Usage:
  npm run ledger -- reconcile [--project ID]   compare every number with the ledger; exit 1 if one differs
  npm run ledger -- rebuild [--project ID]     bring every number back to what the ledger says`;

const COMMANDS: Record<string, Command> = { reconcile: reconcileProject, rebuild: rebuildProject };

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
    const selected = await openAsOperator(db, request.projectId);
    if (request.projectId && selected.length === 0) {
      stderr.write(`There is no project ${request.projectId}.\n`);
      return 1;
    }
    let isExact = true;
    for (const project of selected)
      if (!(await request.command(project, (line) => stdout.write(`${line}\n`)))) isExact = false;
    return isExact ? 0 : 1;
  } finally {
    await close();
  }
}

function readRequest(argv: string[]): { command: Command; projectId: string | null } | string {
  try {
    const { positionals, values } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { project: { type: "string" } },
    });
    const command = COMMANDS[positionals[0] ?? ""];
    if (!command || positionals.length > 1) return USAGE;
    if (values.project !== undefined && !isId(values.project))
      return `${values.project} is not a project id: it stands in the address of its page, /dashboard/products/ID/ai-cost.`;
    return { command, projectId: values.project ?? null };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

async function reconcileProject({ id, name, tenant }: OperatedProject, say: Say): Promise<boolean> {
  const count = await findDifferences(tenant, id, (differences) => {
    for (const { surface, row, column, stored, ledger } of differences)
      say(`  ${surface} ${row}: ${column} is ${stored}, the ledger says ${ledger}`);
  });
  say(count === 0 ? `${name}: exact` : `${name}: ${count} differences`);
  return count === 0;
}

async function rebuildProject({ id, name, tenant }: OperatedProject, say: Say): Promise<boolean> {
  const changedRows = await rebuild(tenant, id, (step, changed) => {
    if (changed > 0) say(`  ${step}: ${changed} rows changed`);
  });
  say(`${name}: ${changedRows === 0 ? "was exact" : `${changedRows} rows changed`}`);
  return true;
}
