import type { Context } from "@ai-cost/api";

/** One JSON object a line on the error output, for an operator and their tools. */
function writeLine(level: "warn" | "error", message: string, fields: Record<string, unknown>) {
  const line = { at: new Date().toISOString(), level, message, ...fields };
  console.error(JSON.stringify(line, (_key, value: unknown) => plain(value)));
}

/** What Drizzle and the driver keep of a failed query's values: a session's token may be among them. */
const VALUES = ["params", "parameters", "args"];

/** JSON leaves out what an error says of itself; a query's values stay out of the log. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (!(value instanceof Error)) return value;
  const kept = Object.entries(value).filter(([name]) => !VALUES.includes(name));
  return {
    ...Object.fromEntries(kept),
    name: value.name,
    message: withoutValues(value.message),
    stack: withoutValues(value.stack ?? ""),
    cause: value.cause,
  };
}

/** Drizzle writes the values into the message, on a line of their own. */
const withoutValues = (text: string) => text.replace(/^params: .*$/m, "params: …");

export const log: Context["log"] = {
  warn: (message, fields) => writeLine("warn", message, fields),
  error: (message, fields) => writeLine("error", message, fields),
};
