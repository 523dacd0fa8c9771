import type { FuncCall } from "@pgsql/types";
import { fieldsIn, nameOf } from "./nodes";

/** Functions whose value differs between machines: clocks, random values, counters. */
const VOLATILE = [
  "now",
  "transaction_timestamp",
  "statement_timestamp",
  "clock_timestamp",
  "timeofday",
  "random",
  "random_normal",
  "gen_random_uuid",
  "uuidv4",
  "uuidv7",
  "nextval",
  "currval",
  "lastval",
];

/** The volatile functions that a statement calls. `current_timestamp` has its own node type. */
export const volatileIn = (root: unknown): string[] =>
  [...fieldsIn(root)].flatMap(([name, value]) => {
    if (name === "SQLValueFunction") return (value as { op: string }).op;
    if (name !== "FuncCall") return [];
    const called = nameOf((value as FuncCall).funcname).at(-1) ?? "";
    return VOLATILE.includes(called) ? called : [];
  });
