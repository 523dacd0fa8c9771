import type { Sql } from "@ai-cost/db";
import type { QueryName } from "../queries/queries";
import { type Statement, statementsOf } from "../statements-of";
import type { Contender } from "./contender";
import { STATEMENTS } from "./names";

/**
 * Returns whether a statement is the access check, which a procedure sends before its own
 * statements.
 */
export const isAccessCheck = ({ text }: Statement): boolean =>
  text.includes('from "memberships" inner join "projects"');

/**
 * Sends the statements as a procedure does. Each statement is prepared once for each connection.
 */
const send = async (sql: Sql, statements: readonly Statement[]): Promise<void> => {
  for (const { text, values } of statements)
    await sql.unsafe(text, values as never[], { prepare: true });
};

/**
 * The contender that sends the statements of the procedures without the access check and the
 * transaction.
 */
export async function statements(sql: Sql, { queries }: Contender): Promise<Contender> {
  const contender: Contender = { name: STATEMENTS, queries: {} };
  for (const [name, runner] of Object.entries(queries)) {
    const sent = (await statementsOf(runner.run)).filter((statement) => !isAccessCheck(statement));
    if (sent.length === 0) throw new Error(`the query ${name} has sent no statement`);
    contender.queries[name as QueryName] = {
      run: () => send(sql, sent),
      result: runner.result,
    };
  }
  return contender;
}
