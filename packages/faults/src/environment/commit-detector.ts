/**
 * Returns a function that tells whether a chunk of one client's data asks Postgres for a commit: as a
 * simple query, or as a prepared statement that the client has named earlier on this connection.
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
