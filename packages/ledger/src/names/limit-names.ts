import type { TenantDatabase } from "@ai-cost/db";
import { agentProblem } from "../field-rules";
import type { LedgerScope } from "../report";
import { admitNames } from "./admit-names";
import { BEYOND_LIMIT, hasRefusedNames, isRefusedName, type Name, namesToAsk } from "./name-cache";

/** A report that can give a job its agent type. */
interface NamesAgent {
  agentType?: string | null | undefined;
}

/** The fields of a usage report that contain names: the agent type and the canonical model. */
interface NamesAgentAndModel {
  job: NamesAgent;
  canonicalModel?: string | null | undefined;
}

/**
 * Looks up in the database the names that are not in the cache yet, and caches the result. Returns null
 * when all names are in the cache, so that an ordinary report does not wait.
 */
function askAbout(
  db: TenantDatabase,
  scope: LedgerScope,
  names: Iterable<Name>,
): Promise<void> | null {
  const unasked = namesToAsk(scope, names);
  return unasked.length === 0 ? null : admitNames(db, scope, unasked);
}

/**
 * The agent type of a report as a name to check. The list is empty when the agent type cannot be stored,
 * because another check refuses that report.
 */
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
 * Removes the agent types that exceed the project's limit of new agent types for a day. Returns the
 * reports without these agent types.
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
 * Looks up in the database the names of usage reports that are not in the cache yet, and caches the
 * result. Returns null when all names are in the cache.
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
 * Replaces the agent type and canonical model of a usage report by `unknown` if they exceed the day's
 * limit. `model` keeps the reported name.
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
