type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Lets in what nobody will read, and drops it: many senders read the answer only once they have sent
 * everything, and a connection that is closed before takes the answer with it.
 */
export function dropUnread({ body }: Request): void {
  if (body && !body.locked) void dropRest(body.getReader());
}

export async function dropRest(reader: Reader): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The sender has gone.
  }
}
