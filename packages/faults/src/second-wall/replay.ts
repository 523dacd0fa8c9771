import type { DatabaseClient } from "@ai-cost/db";
import { withoutTenantPredicates } from "@ai-cost/db/testing";
import type { Statement } from "@ai-cost/testing";
import type { Estate } from "../matrix/estate";
import type { Found } from "../report/found";

type Sql = DatabaseClient["sql"];

/** Where a subquery that may give one row gives more, as one without its predicate does. */
const MORE_THAN_ONE = "21000";

interface Replay {
  app: Sql;
  /** Whom no policy binds: shows that the altered statement would tell if it could. */
  owner: Sql;
  reads: readonly Statement[];
  team: Estate;
  strangers: Estate;
  found: Found;
}

/** The gate skipped, the wrong project asked for, and the predicates forgotten. */
export async function withoutTheGate({
  app,
  owner,
  reads,
  team,
  strangers,
  found,
}: Replay): Promise<void> {
  const [own, theirs] = [`{${team.ids.projectId}}`, strangers.tenant.canary];
  for (const read of reads) {
    const asked = swapped(read, team, strangers);
    const forgotten = { ...read, text: withoutTenantPredicates(read.text) };
    const told = (text: string, heard: string, canary: string) => {
      if (heard.includes(canary))
        found.problem(`${text} shows ${canary}: ${read.text.slice(0, 300)}`);
    };
    told("without a setting", await replay(app, "", read), team.tenant.canary);
    told("asked for another project", await replay(app, own, asked), theirs);
    told("without its predicates", await replay(app, own, forgotten), theirs);
    for (const altered of [asked, forgotten])
      if ((await replay(owner, "", altered)).includes(theirs)) found.hits += 1;
  }
}

/** With every id of the team's replaced by the strangers' one of the same kind. */
const swapped = ({ text, values }: Statement, team: Estate, strangers: Estate): Statement => {
  const idOf = new Map(
    Object.entries(team.ids).map(([field, id]) => [
      id,
      strangers.ids[field as keyof Estate["ids"]],
    ]),
  );
  return { text, values: values.map((value) => idOf.get(String(value)) ?? value) };
};

/** What it shows; nothing where Postgres refuses it, as one whose subquery finds more than one row. */
async function replay(sql: Sql, projectIds: string, { text, values }: Statement): Promise<string> {
  const rows = await sql
    .begin("read only", async (tx) => {
      await tx`select set_config('ai_cost.project_ids', ${projectIds}, true)`;
      return tx.unsafe(text, values as never[]);
    })
    .catch((error) => {
      if (error.code !== MORE_THAN_ONE) throw error;
      return [];
    });
  return JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
}
