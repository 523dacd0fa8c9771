/**
 * What of an unexpected error may stand in a log: kinds, codes, names of tables and places in the
 * code. Messages are left out, since libraries quote in them what they were given.
 */
export interface Fault {
  name: string;
  code?: string;
  constraint?: string;
  /** Where in the code, innermost first. */
  frames: string[];
  cause?: Fault;
}

const MAX_DEPTH = 5;

export function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = textOf(error, "code");
  const constraint = textOf(error, "constraint_name");
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    frames: framesOf(error),
    ...(error.cause !== undefined &&
      depth < MAX_DEPTH && { cause: faultOf(error.cause, depth + 1) }),
  };
}

const textOf = (error: Error, key: string): string | undefined => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
};

/** A stack begins with the message, in as many lines as it has, and a line of those can look like a frame. */
function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  const rest = start < 0 ? "" : stack.slice(start + message.length);
  return rest
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}
