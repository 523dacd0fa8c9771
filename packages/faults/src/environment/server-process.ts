import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@ai-cost/command";
import {
  acceptedConnections,
  type LoopbackOptions,
  type LoopbackServer,
  memoryMiB,
  openDescriptors,
  startLoopbackServer,
} from "@ai-cost/testing";

const LOG_UNCAUGHT = new URL("./log-uncaught.mjs", import.meta.url).href;
const UNCAUGHT = /uncaughtException|unhandledRejection|triggerUncaughtException/;
const KILL_AFTER_MS = 30_000;
const LAST_OUTPUT_MS = 100;

export type ServerOptions = Omit<LoopbackOptions, "onOutput">;

/** The production server, which a case can start, kill and terminate. Its URL stays the same. */
export class ServerProcess {
  /** How many times the server has exited although no method of this class ended it. */
  unexpectedExits = 0;
  /** The log lines about exceptions and rejections that nothing has caught. */
  readonly uncaught: string[] = [];
  /** Receives every line that the server writes. */
  onLine: (line: string) => void = () => {};
  /** The last lines that the server has written, for error messages. */
  lastOutput: string[] = [];
  #running: LoopbackServer | undefined;

  private constructor(readonly options: ServerOptions & { port: number }) {}

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess({ ...options, port: options.port ?? (await freePort()) });
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** The server's resident memory: the current value (`VmRSS`) or the highest one so far (`VmHWM`). */
  memoryMiB(field: "VmRSS" | "VmHWM" = "VmRSS"): number {
    return memoryMiB(this.#running?.pid, field);
  }

  /** The number of connections that the server has accepted. */
  connections(): number {
    return acceptedConnections(this.options.port);
  }

  /** The number of files and sockets that the server has open. */
  descriptors(): number {
    return openDescriptors(this.#running?.pid);
  }

  /** Starts the server. Resolves when it listens. */
  async start(): Promise<void> {
    const execArgv = ["--import", LOG_UNCAUGHT, ...(this.options.execArgv ?? [])];
    const onOutput = (text: string) => this.#read(text);
    const starting = startLoopbackServer({ ...this.options, execArgv, onOutput });
    const running = await starting.catch((error) => this.#failToStart(error));
    this.#running = running;
    void running.exited.then(() => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.unexpectedExits += 1;
    });
  }

  /** Sends SIGKILL and resolves when the process has ended. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Sends SIGTERM and resolves with the exit code (null after a signal) and the time until the exit. */
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
    const isLate = sleep(KILL_AFTER_MS, undefined, { ref: false });
    void isLate.then(() => running.kill("SIGKILL"));
    return running.exited;
  }

  /**
   * Throws an error with the last lines of the server's output. First waits for these lines, because
   * they can arrive after the exit event.
   */
  async #failToStart({ message }: Error): Promise<never> {
    await sleep(LAST_OUTPUT_MS);
    throw new Error([message, ...this.lastOutput.slice(-10)].join("\n"));
  }

  #read(text: string): void {
    const lines = text.split("\n").filter((line) => line !== "");
    this.uncaught.push(...lines.filter((line) => UNCAUGHT.test(line)));
    for (const line of lines) this.onLine(line);
    this.lastOutput = [...this.lastOutput, ...lines].slice(-50);
  }
}
