import { parseArgs } from "node:util";
import { isId } from "@ai-cost/db";
import { isMonth } from "@ai-cost/domain";

export interface LedgerRequest {
  command: "reconcile" | "rebuild";
  /** The only project; null for every project. */
  projectId: string | null;
  /** Where a rebuild that was interrupted goes on; null to begin with. */
  from: { projectId: string; month: string } | null;
}

const USAGE = `Usage:
  npm run ledger -- reconcile [--project ID]   compare every number with the ledger; exit 1 if one differs
  npm run ledger -- rebuild [--project ID]     bring every number back to what the ledger says
  npm run ledger -- rebuild --from ID/YYYY-MM  go on with that project's month and the projects after it`;

const ADDRESS = "it stands in the address of its page, /dashboard/products/ID/ai-cost";

/** What the arguments ask for, or a text for the person who asked wrongly. */
export function readRequest(argv: string[]): LedgerRequest | string {
  try {
    const { positionals, values } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { project: { type: "string" }, from: { type: "string" } },
    });
    const [command] = positionals;
    if ((command !== "reconcile" && command !== "rebuild") || positionals.length > 1) return USAGE;
    if (values.from !== undefined && (command !== "rebuild" || values.project !== undefined))
      return USAGE;
    if (values.project !== undefined && !isId(values.project))
      return `${values.project} is not a project id: ${ADDRESS}.`;
    const from = values.from === undefined ? null : readPlace(values.from);
    return typeof from === "string" ? from : { command, projectId: values.project ?? null, from };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

function readPlace(text: string): LedgerRequest["from"] | string {
  const [projectId = "", month = "", ...rest] = text.split("/");
  return isId(projectId) && isMonth(month) && rest.length === 0
    ? { projectId, month }
    : `${text} is not a project id and a month, such as 01980000-0000-7000-8000-000000000005/2026-03.`;
}
