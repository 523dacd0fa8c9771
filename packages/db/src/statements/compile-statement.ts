import { is, Placeholder, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

/** The text of a statement and the values of its parameters. */
export interface Statement {
  text: string;
  parameters: unknown[];
}

/**
 * A parameter of a statement: its value, or a placeholder that gets a value each time the statement is
 * sent. For an object type, this is an object with one parameter for each property.
 */
export type Bound<Value = string> = Value extends object
  ? { readonly [Name in keyof Value]: Bound<Value[Name]> }
  : Value | Placeholder;

const DIALECT = new PgDialect();

/**
 * The values of a statement's parameters, by name. For a list of rows, the value is an object with one
 * text for each column.
 */
type Values = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

/**
 * Builds the text of a large statement once, because building it costs more than sending it. Returns a
 * function that combines the text with the values of one call. `example` must have the same keys as the
 * values of every later call.
 */
export function compileStatement<Given extends Values>(
  example: Given,
  statement: (bound: Bound<Given>) => SQL,
): (values: Given) => Statement {
  const { sql: text, params } = DIALECT.sqlToQuery(
    statement(placeholders(example) as Bound<Given>),
  );
  const readers = params.map(readerOf);
  return (values) => ({ text, parameters: readers.map((read) => read(values)) });
}

const placeholders = (example: Values) =>
  mapValues(example, (value, name) =>
    typeof value === "object"
      ? mapValues(value, (_, column) => sql.placeholder(`${name}.${column}`))
      : sql.placeholder(name),
  );

const mapValues = <Value>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => unknown,
) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));

/** Returns a function that reads the value of one parameter. */
function readerOf(parameter: unknown): (values: Values) => unknown {
  if (!is(parameter, Placeholder)) return () => parameter;
  const [name = "", column] = parameter.name.split(".");
  return (values) => {
    const value = values[name];
    return typeof value === "object" && column !== undefined ? value[column] : value;
  };
}
