import type { TenantDatabase } from "@ai-cost/db";
import { agentProblem } from "../field-rules";
import type { LedgerScope } from "../report";
import { admitNames } from "./admit-names";
import { BEYOND_LIMIT, hasRefusedNames, isRefusedName, type Name, namesToAsk } from "./name-cache";

/** Something that gives a job its agent type. */
interface NamesAgent {
  agentType?: string | null | undefined;
}

/** A charge's report, as far as its names are concerned. */
interface NamesAgentAndModel {
  job: NamesAgent;
  canonicalModel?: string | null | undefined;
}

/**
 * Makes sure that the cache knows the names. It is a promise only when the database must be asked, so that
 * an ordinary report waits for nothing.
 */
function askAbout(
  db: TenantDatabase,
  scope: LedgerScope,
  names: Iterable<Name>,
): Promise<void> | null {
  const unasked = namesToAsk(scope, names);
  return unasked.length === 0 ? null : admitNames(db, scope, unasked);
}

/** An agent type that cannot be stored is no name. Its report is refused elsewhere. */
const agentNameOf = ({ agentType }: NamesAgent): Name[] =>
  agentType && agentProblem("", { agentType }) === null
    ? [{ kind: "agent_type", name: agentType }]
    : [];

const modelNameOf = ({ canonicalModel }: Pick<NamesAgentAndModel, "canonicalModel">): Name[] =>
  canonicalModel ? [{ kind: "model", name: canonicalModel }] : [];

/** Leaves out an agent type that is beyond the day's limit, so that its job stays unnamed. */
function limitAgent<Report extends NamesAgent>(scope: LedgerScope, report: Report): Report {
  const [name] = agentNameOf(report);
  return name && isRefusedName(scope, name) ? { ...report, agentType: null } : report;
}

/**
 * Limits the agent types that a project may use for the first time in a day. Returns the reports without
 * the agent types that are beyond the limit.
 */
export async function limitAgentTypes<Report extends NamesAgent>(
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly Report[],
): Promise<readonly Report[]> {
  await askAbout(db, scope, reports.flatMap(agentNameOf));
  return hasRefusedNames(scope) ? reports.map((report) => limitAgent(scope, report)) : reports;
}

/**
 * Asks the database about the names of usage reports that this process does not know; null when it knows
 * them all.
 */
export const askAboutUsage = (
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly NamesAgentAndModel[],
): Promise<void> | null =>
  askAbout(db, scope, [
    ...distinct(reports.map(({ job }) => job.agentType)).flatMap((agentType) =>
      agentNameOf({ agentType }),
    ),
    ...distinct(reports.map(({ canonicalModel }) => canonicalModel)).flatMap((canonicalModel) =>
      modelNameOf({ canonicalModel }),
    ),
  ]);

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/**
 * Counts the names of a usage report that are beyond the day's limit under `unknown`. `model` stays as
 * reported.
 */
export function limitUsageNames<Report extends NamesAgentAndModel>(
  scope: LedgerScope,
  report: Report,
): Report {
  const job = limitAgent(scope, report.job);
  const [model] = modelNameOf(report);
  const isRefused = model !== undefined && isRefusedName(scope, model);
  return { ...report, job, ...(isRefused && { canonicalModel: BEYOND_LIMIT }) };
}
