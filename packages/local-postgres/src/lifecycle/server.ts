import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, fstatSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@ai-cost/domain";
import { programPath } from "../location/binaries";
import { PROGRAM_ENVIRONMENT, runProgram } from "../location/run-program";
import type { ServerLocation } from "../location/server-location";
import { clusterFolder } from "./cluster";
import { limitLog, logFile } from "./log-file";
import { choosePort, savePort } from "./port";
import { readPostmaster, removeStalePostmasterFile } from "./postmaster-file";
import { isRunningPostgres } from "./process-state";

const TIMEOUT_MS = 30_000;
const POLL_MS = 25;
const RETRY_AFTER_MS = 100;
/**
 * Matches the log of a failed start that can succeed later. Either the old server is still stopping,
 * backends of a killed server are still running, or another process has just taken the port.
 */
const TRANSIENT_FAILURE =
  /postmaster\.pid" already exists|pre-existing shared memory|could not (bind|create any TCP)/;

/**
 * Starts the server and waits until it is ready. `settings` are Postgres settings such as `fsync`.
 * The server is a detached process; otherwise a Ctrl-C in the terminal would end it together with
 * the caller. Throws a Refusal with the server's last error message if the server does not start.
 */
export async function startServer(
  location: ServerLocation,
  settings: Record<string, string>,
): Promise<void> {
  const { folder } = location;
  const deadlineMs = Date.now() + TIMEOUT_MS;
  for (;;) {
    removeStalePostmasterFile(folder);
    const failure = await launch(location, {
      ...fixedSettings(await choosePort(folder)),
      ...settings,
    });
    if (failure === undefined) return;
    if (!TRANSIENT_FAILURE.test(failure) || Date.now() > deadlineMs) {
      throw new Refusal(
        `The embedded database server did not start: ${lastFatal(failure)} Its log is ${logFile(folder)}.`,
      );
    }
    await sleep(RETRY_AFTER_MS);
  }
}

/**
 * Stops the server in Postgres's fast mode, which rolls back open transactions, and waits until the
 * process has ended. Does nothing if no server is running.
 */
export async function stopServer({ folder, binaries, user }: ServerLocation): Promise<void> {
  const postmaster = readPostmaster(folder);
  if (!postmaster) return;
  if (process.platform === "win32") {
    const args = ["stop", "-m", "fast", "-D", clusterFolder(folder)];
    await runProgram(programPath(binaries.folder, "pg_ctl"), args, { user, cwd: folder });
    return;
  }
  process.kill(postmaster.pid, "SIGINT");
  const deadlineMs = Date.now() + TIMEOUT_MS;
  while (isRunningPostgres(postmaster.pid) && Date.now() < deadlineMs) await sleep(POLL_MS);
}

function fixedSettings(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    TimeZone: "UTC",
    log_timezone: "UTC",
    // The application logs the errors that nobody expects. Texts and values of statements, which can be
    // long and contain user data, do not belong in this log.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
  };
}

/**
 * Starts the server once. Returns undefined when the server is ready. Returns its log output if it
 * ended before that.
 */
async function launch(
  location: ServerLocation,
  settings: Record<string, string>,
): Promise<string | undefined> {
  const { folder } = location;
  const log = openLog(location);
  const logStart = fstatSync(log).size;
  const child = spawnPostmaster(location, settings, log);
  closeSync(log);
  let spawnError: string | undefined;
  child.on("error", (error) => {
    spawnError = error.message;
  });
  child.unref();
  for (;;) {
    await sleep(POLL_MS);
    const postmaster = readPostmaster(folder);
    const isOurs = postmaster?.pid === child.pid || process.platform === "win32";
    if (postmaster?.isReady && isOurs) {
      savePort(location, postmaster.port);
      return undefined;
    }
    if (spawnError !== undefined) return spawnError;
    if (hasFailed(child)) return readFileSync(logFile(folder)).subarray(logStart).toString();
  }
}

/**
 * Returns whether the child process has failed. On Windows the child is pg_ctl, which exits with
 * code 0 while the server is still starting.
 */
function hasFailed({ exitCode, signalCode }: ChildProcess): boolean {
  const hasEnded = exitCode !== null || signalCode !== null;
  return hasEnded && !(process.platform === "win32" && exitCode === 0);
}

function spawnPostmaster(
  { folder, binaries, user }: ServerLocation,
  settings: Record<string, string>,
  log: number,
): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const isWindows = process.platform === "win32";
  // Postgres refuses to run with administrator rights. On Windows, pg_ctl starts it without these
  // rights.
  const args = isWindows ? ["start", "-W", "-o", quoteForPgCtl(options)] : options;
  return spawn(
    programPath(binaries.folder, isWindows ? "pg_ctl" : "postgres"),
    ["-D", clusterFolder(folder), ...args],
    {
      cwd: user ? "/" : folder,
      detached: true,
      env: PROGRAM_ENVIRONMENT,
      stdio: ["ignore", log, log],
      ...(user && { uid: user.uid, gid: user.gid }),
    },
  );
}

const quoteForPgCtl = (options: string[]) => options.map((option) => `"${option}"`).join(" ");

function openLog({ folder, user }: ServerLocation): number {
  limitLog(folder);
  const log = openSync(logFile(folder), "a", 0o600);
  if (user) fchownSync(log, user.uid, user.gid);
  return log;
}

function lastFatal(log: string): string {
  const lines = log.trim().split("\n");
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) || lines.at(-1) || "it logged nothing.";
}
