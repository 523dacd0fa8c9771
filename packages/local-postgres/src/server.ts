import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@ai-cost/domain";
import { programPath } from "./binaries";
import { clusterFolder } from "./cluster";
import type { Place } from "./place";
import { choosePort, rememberPort } from "./port";
import { readPostmaster, removeStalePostmasterFile } from "./postmaster-file";
import { isRunningPostgres } from "./process-state";
import { PROGRAM_ENVIRONMENT, runProgram } from "./run-program";

const GIVE_UP_AFTER_MS = 30_000;
const POLL_MS = 25;
const LOG_KEPT_BYTES = 10_000_000;
/** What goes by itself: a server that is still stopping, backends of a killed one, a port just taken. */
const PASSING =
  /postmaster\.pid" already exists|pre-existing shared memory|could not (bind|create any TCP)/;

/** Where the server on `folder` writes what it has to say. */
export const logFile = (folder: string) => join(folder, "postgres.log");

/** Starts the server, detached, so that a Ctrl-C here does not reach it; resolves when it is ready. */
export async function startServer(place: Place, settings: Record<string, string>): Promise<void> {
  const { folder } = place;
  const deadlineMs = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    removeStalePostmasterFile(folder);
    const failure = await launch(place, {
      ...fixedSettings(await choosePort(folder)),
      ...settings,
    });
    if (!failure) return;
    if (!PASSING.test(failure) || Date.now() > deadlineMs) {
      throw new Refusal(
        `The embedded database server did not start: ${lastFatal(failure)} Its log is ${logFile(folder)}.`,
      );
    }
    await sleep(100);
  }
}

/** Stops it fast (open transactions are rolled back) and waits until its process is gone. */
export async function stopServer({ folder, binaries, user }: Place): Promise<void> {
  const postmaster = readPostmaster(folder);
  if (!postmaster) return;
  if (process.platform === "win32") {
    const args = ["stop", "-m", "fast", "-D", clusterFolder(folder)];
    await runProgram(programPath(binaries.folder, "pg_ctl"), args, { user, cwd: folder });
    return;
  }
  process.kill(postmaster.pid, "SIGINT");
  const deadlineMs = Date.now() + GIVE_UP_AFTER_MS;
  while (isRunningPostgres(postmaster.pid) && Date.now() < deadlineMs) await sleep(POLL_MS);
}

function fixedSettings(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    TimeZone: "UTC",
    log_timezone: "UTC",
  };
}

/** undefined once the server is ready, else what it wrote before it left. */
async function launch(place: Place, settings: Record<string, string>): Promise<string | undefined> {
  const { folder } = place;
  const log = openLog(place);
  const logStart = fstatSync(log).size;
  const child = spawnPostmaster(place, settings, log);
  closeSync(log);
  let spawnError = "";
  child.on("error", (error) => {
    spawnError = error.message;
  });
  child.unref();
  for (;;) {
    await sleep(POLL_MS);
    const postmaster = readPostmaster(folder);
    const isOurs = postmaster?.pid === child.pid || process.platform === "win32";
    if (postmaster?.isReady && isOurs) {
      rememberPort(place, postmaster.port);
      return undefined;
    }
    if (spawnError) return spawnError;
    const hasLeft = child.exitCode !== null || child.signalCode !== null;
    if (hasLeft && !(process.platform === "win32" && child.exitCode === 0)) {
      return readFileSync(logFile(folder)).subarray(logStart).toString();
    }
  }
}

function spawnPostmaster(
  { folder, binaries, user }: Place,
  settings: Record<string, string>,
  log: number,
): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const isWindows = process.platform === "win32";
  // On Windows pg_ctl drops an administrator's rights, without which Postgres refuses to run.
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

function openLog({ folder, user }: Place): number {
  const file = logFile(folder);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_KEPT_BYTES) truncateSync(file);
  const log = openSync(file, "a", 0o600);
  if (user) fchownSync(log, user.uid, user.gid);
  return log;
}

function lastFatal(log: string): string {
  const lines = log.trim().split("\n");
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? "it said nothing.";
}
