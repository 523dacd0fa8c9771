import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

export interface TextFile {
  /** The path from the checkout's root, with slashes. */
  file: string;
  text: string;
}

/** Every text file that git tracks or that `git add` would add. */
export function trackedFiles(): TextFile[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", args, { cwd: CHECKOUT, encoding: "utf8" })
    .split("\0")
    .filter((file) => file && existsSync(join(CHECKOUT, file)))
    .map((file) => ({ file, text: readFileSync(join(CHECKOUT, file), "utf8") }))
    .filter(({ text }) => !text.includes("\0"));
}
