import { PgDialect } from "drizzle-orm/pg-core";

/** A statement as Drizzle passes it to the driver. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Runs `work` and returns all statements that Drizzle generates in this process while `work` runs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const write = PgDialect.prototype.sqlToQuery;
  const statements: Statement[] = [];
  PgDialect.prototype.sqlToQuery = function (this: PgDialect, ...args) {
    const query = write.apply(this, args);
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
