/**
 * The parts of an unexpected error that may be logged: its name and code, the constraint, and the stack
 * frames. The message is not one of them, because libraries quote their input in it.
 */
export interface LoggableError {
  name: string;
  code?: string;
  constraint?: string;
  /** The stack frames, innermost first. */
  frames: string[];
  cause?: LoggableError;
}

const MAX_CAUSES = 5;

export function loggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = stringProperty(error, "code");
  const constraint = stringProperty(error, "constraint_name");
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    frames: framesOf(error),
    ...(error.cause !== undefined &&
      depth < MAX_CAUSES && { cause: loggableError(error.cause, depth + 1) }),
  };
}

const stringProperty = (error: Error, key: string): string | undefined => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
};

/**
 * Returns the frames of a stack. The stack starts with the message. It is removed first, because a line of
 * the message may look like a frame.
 */
function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  const rest = start < 0 ? "" : stack.slice(start + message.length);
  return rest
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}
