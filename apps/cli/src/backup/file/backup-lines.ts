import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refusal } from "@ai-cost/domain";
import { LAST_ROW } from "./format";

const CHUNK_BYTES = 256 * 1024;
const NEWLINE = Buffer.from("\n");
const END_OF_ROWS = Buffer.from(`${LAST_ROW}\n`);
const END_AFTER_ROWS = Buffer.concat([NEWLINE, END_OF_ROWS]);

/** Reads the text of a backup line by line, and holds only a small part of the text in memory. */
export class BackupLines {
  readonly #file: string;
  readonly #decompressed = createGunzip({ chunkSize: CHUNK_BYTES });
  readonly #chunks: AsyncIterator<Buffer> = this.#decompressed[Symbol.asyncIterator]();
  readonly #hash = createHash("sha256");
  /** The text that is decompressed and not read yet. It starts at the beginning of a line. */
  #ahead = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
    pipeline(createReadStream(file), this.#decompressed, () => {});
  }

  /** Returns the next line without its line feed. */
  async readLine(): Promise<string> {
    let length = this.#ahead.indexOf(NEWLINE);
    while (length === -1) {
      const searched = this.#ahead.length;
      await this.#expectMore();
      length = this.#ahead.indexOf(NEWLINE, searched);
    }
    return this.#take(length + 1).toString("utf8", 0, length);
  }

  /** Yields the rows of a table up to the line `\.` that ends them, and skips that line. */
  async *readRows(): AsyncGenerator<Buffer> {
    while (!this.#ahead.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) {
      const last = this.#ahead.indexOf(END_AFTER_ROWS);
      const length = (last === -1 ? this.#ahead.lastIndexOf(NEWLINE) : last) + 1;
      if (length > 0) yield this.#take(length);
      else await this.#expectMore();
    }
    this.#take(END_OF_ROWS.length);
  }

  /** Returns the SHA-256 of the text that has been read so far, in hexadecimal. */
  digest(): string {
    return this.#hash.copy().digest("hex");
  }

  /** Whether the whole text has been read. */
  async isAtEnd(): Promise<boolean> {
    return this.#ahead.length === 0 && !(await this.#readChunk());
  }

  close(): void {
    this.#decompressed.destroy();
  }

  damaged(): Refusal {
    return new Refusal(
      `${this.#file} is damaged: it is incomplete or has been changed. Nothing was restored; use another copy of it.`,
    );
  }

  async #expectMore(): Promise<void> {
    if (!(await this.#readChunk())) throw this.damaged();
  }

  async #readChunk(): Promise<boolean> {
    const { value, done } = await this.#chunks.next().catch((error) => {
      throw this.#refusalOf(error);
    });
    if (done) return false;
    this.#ahead = Buffer.concat([this.#ahead, value]);
    return true;
  }

  #refusalOf(error: NodeJS.ErrnoException): Refusal {
    if (error.code === "ENOENT") return new Refusal(`There is no file ${this.#file}.`);
    if (error.code?.startsWith("Z_")) return this.damaged();
    return new Refusal(`${this.#file} cannot be read: ${error.message}.`);
  }

  #take(length: number): Buffer {
    const taken = this.#ahead.subarray(0, length);
    this.#ahead = this.#ahead.subarray(length);
    this.#hash.update(taken);
    return taken;
  }
}
