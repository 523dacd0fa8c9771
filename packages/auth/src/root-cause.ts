/**
 * The first error of a chain of causes. What the layers above the driver say of it quotes the values
 * of the query, a session's token among them: for nobody's log.
 */
export function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? rootCause(error.cause) : error;
}
