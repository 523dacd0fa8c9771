import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const MEBIBYTE = Buffer.alloc(1024 * 1024);
const SIZE_MIB = 140;

/** A disk in memory that is soon full; only root of a Linux may mount one. */
export class SmallDisk {
  readonly folder = join(CHECKOUT, ".data", "faults-disk");

  /** Throws where this machine does not let it be mounted. */
  mount(): void {
    mkdirSync(this.folder, { recursive: true });
    const options = `size=${SIZE_MIB}m,mode=755`;
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", this.folder], { stdio: "pipe" });
  }

  unmount(): void {
    execFileSync("umount", [this.folder], { stdio: "pipe" });
  }

  /** Leaves no byte free. */
  fill(): void {
    for (let size = MEBIBYTE.length; size >= 512; ) {
      try {
        appendFileSync(this.#filler, MEBIBYTE.subarray(0, size));
      } catch {
        size /= 2;
      }
    }
  }

  makeRoom(): void {
    rmSync(this.#filler, { force: true });
  }

  get #filler(): string {
    return join(this.folder, "filler");
  }
}
