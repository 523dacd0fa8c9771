import { fork } from "node:child_process";
import { join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { portTaken } from "./check-port";
import { parseEnvironment } from "./environment";

const KILL_AFTER_MS = 12_000;

export interface WebServer {
  pid: number | undefined;
  /** Resolves with a sentence when the server has ended. */
  died: Promise<string>;
  /** Resolves with the exit code of the server, or with null if a signal ended it. */
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /**
   * Asks the server to finish its requests and to end, and kills it if it still runs after twelve
   * seconds.
   */
  stop(): Promise<void>;
}

export interface WebServerOptions {
  /** The command-line options of Node, such as `--require`. */
  execArgv?: string[];
  /**
   * Receives the output of the server. Without this function, the output goes to the output of this
   * process.
   */
  onOutput?: (text: string) => void;
}

/**
 * Starts the built app with the variables of `environment`, and resolves when the app listens. Throws a
 * Refusal if the app ends before it listens or cannot listen.
 */
export async function startWebServer(
  checkout: string,
  environment: NodeJS.ProcessEnv,
  { execArgv = [], onOutput }: WebServerOptions = {},
): Promise<WebServer> {
  const output = onOutput ? "pipe" : "inherit";
  const appFolder = join(checkout, "apps", "web");
  const child = fork(join(appFolder, "dist", "server.mjs"), {
    cwd: appFolder,
    execArgv: [...memoryOptions(environment), ...execArgv],
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", output, output, "ipc"],
  });
  if (onOutput) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", onOutput);
  }
  const exited = new Promise<number | null>((resolve) => {
    child.on("exit", (exitCode) => resolve(exitCode));
  });
  const died = new Promise<string>((resolve) => {
    child.on("exit", (exitCode, signal) => {
      resolve(`The web server ended by itself (${signal ?? `exit code ${exitCode}`}).`);
    });
  });
  const stop = async () => {
    const timer = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
    child.kill("SIGTERM");
    await died;
    clearTimeout(timer);
  };
  const listening = new Promise<Message>((resolve) => child.once("message", resolve as () => void));
  const first = await Promise.race([listening, died]);
  if (typeof first === "string") throw new Refusal(first);
  if (first.kind === "cannot-listen") {
    throw portTaken(Number(environment.PORT), environment.HOST ?? "", first.code);
  }
  const kill = (signal: NodeJS.Signals) => void child.kill(signal);
  return { pid: child.pid, died, exited, kill, stop };
}

/**
 * Without a limit, V8 takes as much memory as suits the machine before it looks for garbage. With one
 * below two gigabytes, it also looks sooner the smaller the limit is.
 */
const memoryOptions = (environment: NodeJS.ProcessEnv): string[] => [
  `--max-old-space-size=${parseEnvironment(environment).maxHeapMib}`,
];

type Message = { kind: "ready" } | { kind: "cannot-listen"; code: string };
