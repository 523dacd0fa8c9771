import { CHECKOUT } from "@ai-cost/command";

/** Details of the code, the machine, the driver and the database that no response may contain. */
const LEAKS: readonly [what: string, pattern: RegExp][] = [
  ["a stack trace", /\n\s+at .{1,200}:\d+:\d+/],
  [
    "an internal error message",
    /\b(?:TypeError|RangeError|SyntaxError|ReferenceError|AggregateError)\b/,
  ],
  [
    "an internal error message",
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
    "a message of Postgres",
    /syntax error at|invalid input syntax|invalid byte sequence|out of range for/,
  ],
  [
    "a message of Postgres",
    /duplicate key value|violates|row-level security|permission denied for/,
  ],
  ["a SQLSTATE", /"(?:code|sqlState)":"[0-9][0-9A-Z]{4}"|\bSQLSTATE\b/i],
  ["an error code of the network", /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT/],
  ["a path", new RegExp(`${CHECKOUT.replaceAll("/", "\\/")}|\\/(?:usr|home|root|tmp)\\/`)],
];

/** The internal details in a response, each with the text around it. */
export function leaksIn(text: string): string[] {
  return LEAKS.flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match ? [`${what}: ${JSON.stringify(text.slice(match.index, match.index + 100))}`] : [];
  });
}
