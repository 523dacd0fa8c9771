import { readFileSync, statSync } from "node:fs";
import { Refusal } from "@ai-cost/domain";

/** The operating system user that runs Postgres. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Chooses the user that runs the server, because Postgres refuses to run as root. If the current user is
 * root, returns the owner of the existing data; without data, the user `postgres`; and if that user does
 * not exist, `nobody`. Returns undefined for every other current user, who runs the server themselves.
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
    "Postgres does not run as root, and there is no user postgres or nobody here: run this as an ordinary user, or set DATABASE_URL.",
  );
}

/**
 * Parses the text of /etc/passwd. macOS writes the user id of `nobody` as -2, which means
 * 4294967294.
 */
export function parseUsers(passwd: string): ServerUser[] {
  return passwd
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}
