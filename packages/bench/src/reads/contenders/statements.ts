import type { Sql } from "@ai-cost/db";
import { type Statement, statementsOf } from "@ai-cost/testing";
import type { QuestionName } from "../question";
import type { Contender } from "./contender";
import { STATEMENTS } from "./names";

/** The gate's own look-up, before anything of a project is read. */
export const isOfGate = ({ text }: Statement): boolean =>
  text.includes('from "memberships" inner join "projects"');

/** Sends statements as they were sent by a procedure, each prepared once a connection. */
const send = async (sql: Sql, statements: readonly Statement[]): Promise<void> => {
  for (const { text, values } of statements)
    await sql.unsafe(text, values as never[], { prepare: true });
};

/** The very statements that the procedures send for their answers, without gate and transaction. */
export async function statements(sql: Sql, { reads }: Contender): Promise<Contender> {
  const alone: Contender = { name: STATEMENTS, reads: {} };
  for (const [name, read] of Object.entries(reads)) {
    const sent = (await statementsOf(read.run)).filter((statement) => !isOfGate(statement));
    if (sent.length === 0) throw new Error(`no statement of ${name} was seen`);
    alone.reads[name as QuestionName] = { run: () => send(sql, sent), answer: read.answer };
  }
  return alone;
}
