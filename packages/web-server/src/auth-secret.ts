import { randomBytes } from "node:crypto";
import { chownSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the secret in the folder of the embedded data. The first call generates and stores it. If two
 * processes make the first call at the same time, both get the same secret.
 */
export function storedAuthSecret(embeddedFolder: string): string {
  const file = join(embeddedFolder, "auth-secret");
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, randomBytes(32).toString("base64url"), { mode: 0o600 });
  const { uid, gid } = statSync(embeddedFolder);
  if (process.getuid?.() === 0) chownSync(unfinished, uid, gid);
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, "utf8");
}
