import { CHECKOUT } from "@ai-cost/command";

/** What no answer may tell: of the code, the machine, the driver and the database. */
const LEAKS: readonly [what: string, pattern: RegExp][] = [
  ["a stack trace", /\n\s+at .{1,200}:\d+:\d+/],
  [
    "an error's own words",
    /\b(?:TypeError|RangeError|SyntaxError|ReferenceError|AggregateError)\b/,
  ],
  [
    "an error's own words",
    /Cannot read propert|is not a function|is not iterable|Unexpected token/,
  ],
  ["a module", /node_modules|\.next\/server|packages\/(?:api|auth|db|domain|ingest|ledger)\//],
  ["the driver", /PostgresError|postgres\.js|drizzle|Failed query/i],
  ["SQL", /\b(?:select|insert into|update|delete from)\s+(?:"|\w+\.|\*|count\()/i],
  [
    "SQL",
    /\b(?:credit_transactions|agent_jobs|pipeline_runs|ingest_keys|memberships|rate_limits)\b/,
  ],
  ["SQL", /\bproject_id\b|\bai_cost\.project_ids\b/],
  [
    "Postgres's words",
    /syntax error at|invalid input syntax|invalid byte sequence|out of range for/,
  ],
  ["Postgres's words", /duplicate key value|violates|row-level security|permission denied for/],
  ["a SQLSTATE", /"(?:code|sqlState)":"[0-9][0-9A-Z]{4}"|\bSQLSTATE\b/i],
  ["the network's words", /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT/],
  ["a path", new RegExp(`${CHECKOUT.replaceAll("/", "\\/")}|\\/(?:usr|home|root|tmp)\\/`)],
];

/** What an answer tells that is none of its reader's business, with the words around it. */
export function leaksIn(text: string): string[] {
  return LEAKS.flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match ? [`${what}: ${JSON.stringify(text.slice(match.index, match.index + 100))}`] : [];
  });
}
