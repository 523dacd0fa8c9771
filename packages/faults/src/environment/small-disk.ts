import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const MEBIBYTE = Buffer.alloc(1024 * 1024);
const SIZE_MIB = 140;

/** A small disk in memory. Only root can mount one, and only on Linux. */
export class SmallDisk {
  readonly folder = join(CHECKOUT, ".data", "faults-disk");

  /** Mounts the disk. Throws if this machine does not permit that. */
  mount(): void {
    mkdirSync(this.folder, { recursive: true });
    const options = `size=${SIZE_MIB}m,mode=755`;
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", this.folder], { stdio: "pipe" });
  }

  unmount(): void {
    execFileSync("umount", [this.folder], { stdio: "pipe" });
  }

  /** Fills the disk to the last byte. */
  fill(): void {
    for (let size = MEBIBYTE.length; size >= 512; ) {
      try {
        appendFileSync(this.#filler, MEBIBYTE.subarray(0, size));
      } catch {
        size /= 2;
      }
    }
  }

  /** Frees the space that `fill` has used. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  get #filler(): string {
    return join(this.folder, "filler");
  }
}
