/** The log for operators. The client that calls a route never sees its entries. */
export interface Log {
  error(message: string, fields: Record<string, unknown>): void;
}
