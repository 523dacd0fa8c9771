type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Reads and discards a body that nothing else has read. Many clients read the response only after they
 * have sent the complete body, so closing the connection earlier would lose the response.
 */
export function discardUnread({ body }: Request): void {
  if (body && !body.locked) void discardRest(body.getReader());
}

export async function discardRest(reader: Reader): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client has closed the connection, so there is nothing left to discard.
  }
}
