import { is, Placeholder, type SQL, sql } from "drizzle-orm";
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

/** Values by name; those of a list of rows by column beneath its name. */
type Values = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

/**
 * Makes the text of a large statement once, for building it costs more than sending it. `like` has the
 * names of the values that each sending brings.
 */
export function compiled<Given extends Values>(
  like: Given,
  statement: (bound: Bound<Given>) => SQL,
): (values: Given) => Statement {
  const { sql: text, params } = DIALECT.sqlToQuery(statement(placeholders(like) as Bound<Given>));
  const places = params.map(placeOf);
  return (values) => ({ text, parameters: places.map((place) => place(values)) });
}

const placeholders = (like: Values) =>
  mapped(like, (value, name) =>
    typeof value === "object"
      ? mapped(value, (_, column) => sql.placeholder(`${name}.${column}`))
      : sql.placeholder(name),
  );

const mapped = <Value>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => unknown,
) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));

/** Where a parameter of the text is found among the values. */
function placeOf(parameter: unknown): (values: Values) => unknown {
  if (!is(parameter, Placeholder)) return () => parameter;
  const [name = "", column] = parameter.name.split(".");
  return (values) => {
    const value = values[name];
    return typeof value === "object" && column !== undefined ? value[column] : value;
  };
}
