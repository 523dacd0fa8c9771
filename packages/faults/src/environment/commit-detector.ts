/**
 * Returns a function that receives the data of one client in chunks. It returns whether a chunk asks
 * Postgres to commit, either as a simple query or with a statement that the client has prepared on this
 * connection.
 */
export function commitDetector(): (chunk: Buffer) => boolean {
  let name = "";
  return (chunk) => {
    const text = chunk.toString("latin1");
    const parsed = /P.{4}([^\0]*)\0commit\0/is.exec(text);
    name = parsed?.[1] ?? name;
    const isBound = name !== "" && text.includes(`\0${name}\0`) && text.startsWith("B");
    return parsed !== null || isBound || /Q.{4}commit;?\0/is.test(text);
  };
}
