import { type Executor, rowsOf, seenNames, type TenantDatabase } from "@ai-cost/db";
import { dayOf } from "@ai-cost/domain";
import { sql } from "drizzle-orm";
import type { LedgerScope, NewNamesPerDay } from "../report";
import { BEYOND_LIMIT, type Name, namesToAsk, rememberNames } from "./name-cache";

const DEFAULT_NEW_NAMES_PER_DAY: NewNamesPerDay = { agentTypes: 200, models: 500 };

/**
 * Admits new names up to the day's limit, and stores the answers in the cache. It first reads which names
 * the project has used before. It writes only if some names are new.
 */
export async function admitNames(
  db: TenantDatabase,
  scope: LedgerScope,
  names: readonly Name[],
): Promise<void> {
  const seen = await db.read((tx) => findSeenNames(tx, scope.projectId, names));
  rememberNames(scope, seen, seen);
  const fresh = namesToAsk(scope, names);
  if (fresh.length === 0) return;
  const admitted = await db.write((tx) => insertNames(tx, scope, fresh));
  rememberNames(scope, fresh, admitted);
}

const NAME = { kind: "text", name: "text" };
const listed = (names: readonly Name[]) =>
  rowsOf(
    "listed",
    NAME,
    names.map(({ kind, name }) => ({ kind, name })),
  );

const findSeenNames = async (tx: Executor, projectId: string, names: readonly Name[]) => [
  ...(await tx.execute<Name & Record<string, unknown>>(sql`
    select listed.kind, listed.name from ${listed(names)}
    join ${seenNames} as seen
      on seen.project_id = ${projectId} and seen.kind = listed.kind and seen.name = listed.name`)),
];

/**
 * Inserts the new names that fit into today's limit, and returns all admitted names. It locks the
 * project's row, because concurrent transactions would otherwise exceed the limit together. A row with the
 * name `BEYOND_LIMIT` stores the day on which a name was last refused.
 */
async function insertNames(
  tx: Executor,
  { projectId, now, newNamesPerDay = DEFAULT_NEW_NAMES_PER_DAY }: LedgerScope,
  names: readonly Name[],
): Promise<Name[]> {
  await tx.execute(sql`select from projects where id = ${projectId} for no key update`);
  const today = dayOf(now);
  await tx.execute(sql`
    insert into seen_names (project_id, kind, name, first_seen_on)
    select ${projectId}::uuid, kind, name, ${today}::date
    from (
      select kind, name, row_number() over (partition by kind order by name) as place
      from ${listed(names)}
      where not exists (
        select from seen_names as seen
        where seen.project_id = ${projectId} and seen.kind = listed.kind and seen.name = listed.name
      )
    ) as fresh
    where place + (
      select count(*) from seen_names as taken
      where taken.project_id = ${projectId} and taken.kind = fresh.kind
        and taken.first_seen_on = ${today}::date and taken.name <> ${BEYOND_LIMIT}
    ) <= case kind when 'model' then ${newNamesPerDay.models}::int
      else ${newNamesPerDay.agentTypes}::int end`);
  const admitted = await findSeenNames(tx, projectId, names);
  const refusedKinds = (["agent_type", "model"] as const).filter(
    (kind) => countOf(names, kind) > countOf(admitted, kind),
  );
  for (const kind of refusedKinds)
    await tx
      .insert(seenNames)
      .values({ projectId, kind, name: BEYOND_LIMIT, firstSeenOn: today })
      .onConflictDoUpdate({
        target: [seenNames.projectId, seenNames.kind, seenNames.name],
        set: { firstSeenOn: today },
      });
  return admitted;
}

const countOf = (names: readonly Name[], wanted: Name["kind"]): number =>
  names.filter(({ kind }) => kind === wanted).length;
