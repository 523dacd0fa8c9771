import { randomBytes } from "node:crypto";
import { chownSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the secret that is stored next to the embedded data, and generates it the first time. Two
 * processes that do so at the same time use the same secret.
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
