/**
 * Says of the pieces that one client sends to Postgres whether they ask for a commit: as a plain
 * query, or as a statement that is given a name once and then called by it.
 */
export function commitSpotter(): (piece: Buffer) => boolean {
  let name = "";
  return (piece) => {
    const text = piece.toString("latin1");
    const parsed = /P.{4}([^\0]*)\0commit\0/is.exec(text);
    name = parsed?.[1] ?? name;
    const isCalled = name !== "" && text.includes(`\0${name}\0`) && text.startsWith("B");
    return parsed !== null || isCalled || /Q.{4}commit;?\0/is.test(text);
  };
}
