import { fillPlaceholders, type Placeholder, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

/** A text that is made once, and the values of its parameters. */
export interface Statement {
  text: string;
  parameters: unknown[];
}

/** A parameter in the code that makes a statement, or some by name: values, or placeholders until there are some. */
export type Bound<Value = string> = Value extends object
  ? { readonly [Name in keyof Value]: Bound<Value[Name]> }
  : Value | Placeholder;

const DIALECT = new PgDialect();

/**
 * Makes the text of a large statement once, for building it costs more than sending it. `like` has the
 * names of the values that each sending brings.
 */
export function compiled<Values extends object>(
  like: Values,
  statement: (bound: Bound<Values>) => SQL,
): (values: Values) => Statement {
  const { sql: text, params } = DIALECT.sqlToQuery(statement(placeholders(like) as Bound<Values>));
  return (values) => ({ text, parameters: fillPlaceholders(params, flat(values)) });
}

const placeholders = (like: object, prefix = ""): object =>
  Object.fromEntries(
    Object.entries(like).map(([name, value]) => [
      name,
      typeof value === "object" ? placeholders(value, `${name}.`) : sql.placeholder(prefix + name),
    ]),
  );

function flat(values: object, prefix = ""): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) =>
    typeof value === "object" ? flat(value, `${name}.`) : { [prefix + name]: value },
  );
  return Object.assign({}, ...entries);
}
