import type { Context } from "@ai-cost/api";

/** One JSON object a line on the error output, for an operator and their tools. */
function writeLine(level: "warn" | "error", message: string, fields: Record<string, unknown>) {
  const line = { at: new Date().toISOString(), level, message, ...fields };
  console.error(JSON.stringify(line, (_key, value: unknown) => plain(value)));
}

/** JSON leaves out what an error says of itself. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (!(value instanceof Error)) return value;
  return {
    ...value,
    name: value.name,
    message: value.message,
    stack: value.stack,
    cause: value.cause,
  };
}

export const log: Context["log"] = {
  warn: (message, fields) => writeLine("warn", message, fields),
  error: (message, fields) => writeLine("error", message, fields),
};
