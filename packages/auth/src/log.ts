/** The log for operators. Nothing in it is shown to the caller of a route. */
export interface Log {
  error(message: string, fields: Record<string, unknown>): void;
}
