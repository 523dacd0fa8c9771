/** Where sign-in says what an operator should know. Never shown to the caller. */
export interface Log {
  error(message: string, fields: Record<string, unknown>): void;
}
