import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { withConnection } from "../database/with-connection";
import { readPostmaster } from "../lifecycle/postmaster-file";
import { isRunningPostgres } from "../lifecycle/process-state";
import { runProgram } from "../location/run-program";
import { parseUsers, type ServerUser } from "../location/server-user";
import { killLeaseHolders, LEASE_HOLDER, startLeaseHolder } from "./start-lease-holder.testing";

vi.setConfig({ testTimeout: 60_000 });

const parent = mkdtempSync(join(tmpdir(), "embedded-"));
const folder = join(parent, "data", "postgres");
beforeAll(() => chmodSync(parent, 0o755));
afterEach(killLeaseHolders);
afterAll(() => rmSync(parent, { recursive: true }));

const serverPid = (dataFolder = folder) => readPostmaster(dataFolder)?.pid ?? 0;
const isRunning = () => isRunningPostgres(serverPid());

const query = (url: string, text: string) => withConnection(url, (sql) => sql.unsafe(text));

test("two simultaneous first starts share one server, and the last release stops it", async () => {
  const [first, second] = await Promise.all([startLeaseHolder(folder), startLeaseHolder(folder)]);
  expect(first.url).toBe(second.url);
  await query(first.url, "create table saved as select 1 as one");
  await first.release();
  expect(await query(second.url, "select lower('É') as lower")).toEqual([{ lower: "é" }]);
  await second.release();
  expect(isRunning()).toBe(false);
});

test("a killed holder of a lease does not keep the server running", async () => {
  const [killed, second] = await Promise.all([startLeaseHolder(folder), startLeaseHolder(folder)]);
  await killed.kill();
  await query(second.url, "select 1 from saved");
  await second.release();
  expect(isRunning()).toBe(false);
});

test("a killed server is restarted at the same address with its data", async () => {
  const holder = await startLeaseHolder(folder);
  process.kill(serverPid(), "SIGKILL");
  expect((await holder.nextLine()).progress).toContain("has died");
  await expect
    .poll(() => query(holder.url, "select one from saved").catch(String), { timeout: 10_000 })
    .toEqual([{ one: 1 }]);
  await holder.release();
  expect(isRunning()).toBe(false);
});

test("the next start recovers after server and holder were killed", async () => {
  const holder = await startLeaseHolder(folder);
  await holder.kill();
  process.kill(serverPid(), "SIGKILL");
  const next = await startLeaseHolder(folder);
  expect(await query(next.url, "select one from saved")).toEqual([{ one: 1 }]);
  await next.release();
});

test("a process that starts while the last one releases its lease gets a server", async () => {
  for (let round = 0; round < 3; round++) {
    const leaving = await startLeaseHolder(folder);
    const arriving = startLeaseHolder(folder);
    await sleep(100 * round);
    await leaving.release();
    const arrived = await arriving;
    expect(await query(arrived.url, "select one from saved")).toEqual([{ one: 1 }]);
    await arrived.release();
  }
  expect(isRunning()).toBe(false);
});

test("a pid file with the id of another program does not prevent a start", async () => {
  const pidFile = join(folder, "cluster", "postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n${folder}/cluster\n0\n1\n\n127.0.0.1\n0\nready\n`);
  const holder = await startLeaseHolder(folder);
  await query(holder.url, "select 1 from saved");
  await holder.release();
});

test("a copy of the data folder of a running server gets a server of its own", async () => {
  const copiedFolder = join(parent, "copy");
  execFileSync("cp", ["-a", folder, copiedFolder]);
  const original = await startLeaseHolder(folder);
  execFileSync("cp", [
    "-a",
    join(folder, "cluster", "postmaster.pid"),
    join(copiedFolder, "cluster"),
  ]);
  const copy = await startLeaseHolder(copiedFolder);
  expect(copy.url).not.toBe(original.url);
  await copy.release();
  await query(original.url, "select 1 from saved");
  await original.release();
});

const nobody = parseUsers(readFileSync("/etc/passwd", "utf8")).find(
  ({ name }) => name === "nobody",
);

const isRoot = process.getuid?.() === 0;
/**
 * Tests whether the user can read this checkout. For example, an ordinary user cannot read a
 * checkout under /root.
 */
const canReadCheckout = async (user: ServerUser) =>
  (await runProgram("/bin/sh", ["-c", 'test -r "$1"', "sh", LEASE_HOLDER], { user, cwd: "/" }))
    .exitCode === 0;

if (isRoot) {
  test("root gets a server even if the server's user has no access to the folder", async () => {
    const locked = mkdtempSync(join(tmpdir(), "locked-"));
    const holder = await startLeaseHolder(join(locked, "data", "postgres"));
    expect(holder.folder).not.toContain(locked);
    await query(holder.url, "create table saved as select 1 as one");
    await holder.release();
    const again = await startLeaseHolder(join(locked, "data", "postgres"));
    await query(again.url, "select 1 from saved");
    await again.release();
    for (const path of [locked, dirname(holder.folder)]) rmSync(path, { recursive: true });
  });
}

if (isRoot && nobody && (await canReadCheckout(nobody))) {
  test("an ordinary user runs the server as themselves, root runs it as that user, and other users are refused", async () => {
    const own = join(parent, "own");
    mkdirSync(own);
    chownSync(own, nobody.uid, nobody.gid);
    const holder = await startLeaseHolder(join(own, "postgres"), nobody);
    expect(statSync(join(own, "postgres", "cluster")).uid).toBe(nobody.uid);
    await holder.release();
    const asRoot = await startLeaseHolder(join(own, "postgres"));
    expect(statSync(`/proc/${serverPid(join(own, "postgres"))}`).uid).toBe(nobody.uid);
    await asRoot.release();
    await expect(startLeaseHolder(folder, nobody)).rejects.toThrow("another user");
  });
}
