import type { Node, ParseResult, RangeVar } from "@pgsql/types";
import { loadModule, parseSync } from "pgsql-parser";
import { TENANT_TABLES } from "./tenant-tables";

await loadModule();

/** Parses a statement with Postgres's own parser. Throws its syntax error. */
export const parsed = (text: string): ParseResult => parseSync(text);

/**
 * A field of a node: its name and its value. A child node whose type can vary is an object with the type
 * as its only key.
 */
type Field = [name: string, value: unknown];

/**
 * The name of the parse tree field for `for update of …`. Such a clause contains the aliases of tables,
 * which would look like tables of their own, so the search skips it.
 */
const LOCKS = "lockingClause";

/** Iterates over every field below `root`. A field comes before the fields inside its value. */
export function* fieldsIn(root: unknown): Generator<Field> {
  if (typeof root !== "object" || root === null) return;
  for (const [name, value] of Object.entries(root)) {
    if (name === LOCKS) continue;
    yield [name, value];
    yield* fieldsIn(value);
  }
}

const isTable = (value: unknown): value is RangeVar =>
  typeof value === "object" && value !== null && "relname" in value;

export const isTenantTable = ({ relname = "" }: RangeVar): boolean =>
  TENANT_TABLES.includes(relname);

/** Returns every reference to a tenant table in a tree. */
export const tenantTablesIn = (root: unknown): RangeVar[] =>
  [...fieldsIn(root)].flatMap(([, value]) =>
    isTable(value) && isTenantTable(value) ? [value] : [],
  );

/** Returns the parts of a qualified name. A star is `*`. */
export const nameOf = (parts: readonly Node[] = []): string[] =>
  parts.map((part) => ("String" in part ? (part.String.sval ?? "") : "*"));
