import type { Node, ParseResult, RangeVar } from "@pgsql/types";
import { loadModule, parseSync } from "pgsql-parser";
import { TENANT_TABLES } from "./tenant-tables";

await loadModule();

/** What Postgres's own parser makes of a text; throws its syntax error. */
export const parsed = (text: string): ParseResult => parseSync(text);

/** A field of a node, and what it holds: a kind and its node where any kind may stand. */
type Field = [name: string, value: unknown];

/** Names aliases of the statement around it, not tables. */
const LOCKS = "lockingClause";

/** Every field beneath `root`, a field before those of what it holds. */
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

/** Every mention of a tenant's table, wherever it stands. */
export const tenantTablesIn = (root: unknown): RangeVar[] =>
  [...fieldsIn(root)].flatMap(([, value]) =>
    isTable(value) && isTenantTable(value) ? [value] : [],
  );

/** The strings of a qualified name; `*` of a star. */
export const nameOf = (parts: readonly Node[] = []): string[] =>
  parts.map((part) => ("String" in part ? (part.String.sval ?? "") : "*"));
