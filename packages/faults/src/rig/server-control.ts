import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@ai-cost/command";
import {
  type LoopbackOptions,
  type LoopbackServer,
  memoryMiB,
  openDescriptors,
  startLoopbackServer,
} from "@ai-cost/testing";

const WATCH = new URL("./say-uncaught.mjs", import.meta.url).href;
const UNCAUGHT = /uncaughtException|unhandledRejection|triggerUncaughtException/;
const OUTPUT_AFTER_MS = 100;

export type ServerOptions = Omit<LoopbackOptions, "onOutput">;

/** The production server, which is started, killed and asked to leave at will, always at the same address. */
export class ServerControl {
  /** How often it ended without being asked to. */
  unaskedExits = 0;
  /** Lines that tell of an exception or a rejection that nothing caught. */
  readonly uncaught: string[] = [];
  /** Gets every line that it writes. */
  onLine: (line: string) => void = () => {};
  /** What it wrote last, for whoever wants to know why. */
  lastOutput: string[] = [];
  #running: LoopbackServer | undefined;

  private constructor(readonly options: ServerOptions & { port: number }) {}

  static async start(options: ServerOptions): Promise<ServerControl> {
    const server = new ServerControl({ ...options, port: options.port ?? (await freePort()) });
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Its resident memory now, or at its highest. */
  memoryMiB(field: "VmRSS" | "VmHWM" = "VmRSS"): number {
    return memoryMiB(this.#running?.pid, field);
  }

  /** How many files and sockets it holds open. */
  descriptors(): number {
    return openDescriptors(this.#running?.pid);
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const execArgv = ["--import", WATCH, ...(this.options.execArgv ?? [])];
    const onOutput = (text: string) => this.#read(text);
    const starting = startLoopbackServer({ ...this.options, execArgv, onOutput });
    const running = await starting.catch((error) => this.#failed(error));
    this.#running = running;
    void running.exited.then(() => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.unaskedExits += 1;
    });
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** SIGTERM; resolves when it has left, with its exit code (null: by a signal) and how long that took. */
  async terminate(): Promise<{ exitCode: number | null; ms: number }> {
    const startedAtMs = performance.now();
    const exitCode = await this.#end("SIGTERM");
    return { exitCode, ms: performance.now() - startedAtMs };
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const running = this.#running;
    if (!running) return null;
    this.#running = undefined;
    running.kill(signal);
    const late = sleep(30_000, undefined, { ref: false }).then(() => running.kill("SIGKILL"));
    const exitCode = await Promise.race([running.exited, late.then(() => running.exited)]);
    return exitCode;
  }

  /** What it said on its way out may come after its exit. */
  async #failed({ message }: Error): Promise<never> {
    await sleep(OUTPUT_AFTER_MS);
    throw new Error([message, ...this.lastOutput.slice(-10)].join("\n"));
  }

  #read(text: string): void {
    const lines = text.split("\n").filter((line) => line !== "");
    this.uncaught.push(...lines.filter((line) => UNCAUGHT.test(line)));
    for (const line of lines) this.onLine(line);
    this.lastOutput = [...this.lastOutput, ...lines].slice(-50);
  }
}
