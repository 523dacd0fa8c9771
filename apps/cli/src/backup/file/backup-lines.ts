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

/** Reads a backup's text from its beginning to its end, in bounded memory. */
export class BackupLines {
  readonly #file: string;
  readonly #unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  readonly #chunks: AsyncIterator<Buffer> = this.#unpacked[Symbol.asyncIterator]();
  readonly #hash = createHash("sha256");
  /** What has come and has not been read; it begins with a line. */
  #ahead = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
    pipeline(createReadStream(file), this.#unpacked, () => {});
  }

  /** The next line, without its end. */
  async readLine(): Promise<string> {
    let length = this.#ahead.indexOf(NEWLINE);
    while (length === -1) {
      const searched = this.#ahead.length;
      await this.#expectMore();
      length = this.#ahead.indexOf(NEWLINE, searched);
    }
    return this.#take(length + 1).toString("utf8", 0, length);
  }

  /** The rows up to the line that ends them, which is read as well. */
  async *readRows(): AsyncGenerator<Buffer> {
    while (!this.#ahead.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) {
      const last = this.#ahead.indexOf(END_AFTER_ROWS);
      const length = (last === -1 ? this.#ahead.lastIndexOf(NEWLINE) : last) + 1;
      if (length > 0) yield this.#take(length);
      else await this.#expectMore();
    }
    this.#take(END_OF_ROWS.length);
  }

  /** SHA-256, in hexadecimal, of all that has been read so far. */
  digest(): string {
    return this.#hash.copy().digest("hex");
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return this.#ahead.length === 0 && !(await this.#readChunk());
  }

  close(): void {
    this.#unpacked.destroy();
  }

  damaged(): Refusal {
    return new Refusal(
      `${this.#file} is damaged: it is cut or has been changed. Nothing was restored; take another copy of it.`,
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
