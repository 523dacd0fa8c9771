import { PgDialect } from "drizzle-orm/pg-core";

/** A statement as Drizzle wrote it for the driver. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** What is written for Postgres while `work` goes on in this process. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const write = PgDialect.prototype.sqlToQuery;
  const statements: Statement[] = [];
  PgDialect.prototype.sqlToQuery = function (this: PgDialect, ...given) {
    const query = write.apply(this, given);
    statements.push({ text: query.sql, values: query.params });
    return query;
  };
  try {
    await work();
  } finally {
    PgDialect.prototype.sqlToQuery = write;
  }
  return statements;
}
