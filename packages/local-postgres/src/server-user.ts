import { readFileSync, statSync } from "node:fs";
import { Refusal } from "@ai-cost/domain";

/** An account that Postgres runs under. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Postgres refuses to run as root. For root: the owner of the data that is there already, else
 * `postgres`, else `nobody`. Anybody else runs it as themselves: undefined.
 */
export function chooseServerUser(dataFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = parseUsers(readFileSync("/etc/passwd", "utf8"));
  const ownerUid = statSync(dataFolder, { throwIfNoEntry: false })?.uid;
  const user =
    users.find(({ uid }) => uid === ownerUid && uid !== 0) ??
    users.find(({ name }) => name === "postgres") ??
    users.find(({ name }) => name === "nobody");
  if (user) return user;
  throw new Refusal(
    "Postgres does not run as root and there is no user postgres or nobody here: run this as an ordinary user, or set DATABASE_URL.",
  );
}

/** From the text of /etc/passwd; macOS writes nobody's ids as -2. */
export function parseUsers(passwd: string): ServerUser[] {
  return passwd
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}
