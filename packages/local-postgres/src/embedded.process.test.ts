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
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readPostmaster } from "./postmaster-file";
import { isRunningPostgres } from "./process-state";
import { runProgram } from "./run-program";
import { parseUsers, type ServerUser } from "./server-user";
import { CLAIMANT, killClaimants, startClaimant } from "./start-claimant.testing";

vi.setConfig({ testTimeout: 60_000 });

const room = mkdtempSync(join(tmpdir(), "embedded-"));
const folder = join(room, "data", "postgres");
beforeAll(() => chmodSync(room, 0o755));
afterEach(killClaimants);
afterAll(() => rmSync(room, { recursive: true }));

const serverPid = (place = folder) => readPostmaster(place)?.pid ?? 0;
const isRunning = (place = folder) => isRunningPostgres(serverPid(place));

async function query(url: string, text: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

test("two first starts at once share one server, and only the last to leave stops it", async () => {
  const [one, other] = await Promise.all([startClaimant(folder), startClaimant(folder)]);
  expect(one.url).toBe(other.url);
  await query(one.url, "create table kept as select 1 as one");
  await one.leave();
  expect(await query(other.url, "select lower('É') as lower")).toEqual([{ lower: "é" }]);
  await other.leave();
  expect(isRunning()).toBe(false);
});

test("a killed claimant keeps nobody from stopping the server", async () => {
  const [killed, other] = await Promise.all([startClaimant(folder), startClaimant(folder)]);
  await killed.kill();
  await query(other.url, "select 1 from kept");
  await other.leave();
  expect(isRunning()).toBe(false);
});

test("a killed server is brought back at the same address with its data", async () => {
  const claimant = await startClaimant(folder);
  process.kill(serverPid(), "SIGKILL");
  expect((await claimant.nextLine()).progress).toContain("went away");
  await expect
    .poll(() => query(claimant.url, "select one from kept").catch(String), { timeout: 10_000 })
    .toEqual([{ one: 1 }]);
  await claimant.leave();
  expect(isRunning()).toBe(false);
});

test("when everything was killed, the next start recovers", async () => {
  const claimant = await startClaimant(folder);
  await claimant.kill();
  process.kill(serverPid(), "SIGKILL");
  const next = await startClaimant(folder);
  expect(await query(next.url, "select one from kept")).toEqual([{ one: 1 }]);
  await next.leave();
});

test("newcomers and leavers that meet never find the server gone", async () => {
  for (let round = 0; round < 3; round++) {
    const leaver = await startClaimant(folder);
    const arriving = startClaimant(folder);
    await sleep(100 * round);
    await leaver.leave();
    const arrived = await arriving;
    expect(await query(arrived.url, "select one from kept")).toEqual([{ one: 1 }]);
    await arrived.leave();
  }
  expect(isRunning()).toBe(false);
});

test("a pid file that names another program does not stop a start", async () => {
  const pidFile = join(folder, "cluster", "postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n${folder}/cluster\n0\n1\n\n127.0.0.1\n0\nready\n`);
  const claimant = await startClaimant(folder);
  await query(claimant.url, "select 1 from kept");
  await claimant.leave();
});

test("a copy of a checkout whose server runs gets a server of its own", async () => {
  const copiedFolder = join(room, "copy");
  execFileSync("cp", ["-a", folder, copiedFolder]);
  const original = await startClaimant(folder);
  execFileSync("cp", [
    "-a",
    join(folder, "cluster", "postmaster.pid"),
    join(copiedFolder, "cluster"),
  ]);
  const copy = await startClaimant(copiedFolder);
  expect(copy.url).not.toBe(original.url);
  await copy.leave();
  await query(original.url, "select 1 from kept");
  await original.leave();
});

const nobody = parseUsers(readFileSync("/etc/passwd", "utf8")).find(
  ({ name }) => name === "nobody",
);

const isRoot = process.getuid?.() === 0;
/** Not so in a checkout under /root, say. */
const readsCheckout = async (user: ServerUser) =>
  (await runProgram("/bin/sh", ["-c", 'test -r "$1"', "sh", CLAIMANT], { user, cwd: "/" }))
    .exitCode === 0;

if (isRoot) {
  test("root gets a server in a folder that the server's user cannot enter", async () => {
    const locked = mkdtempSync(join(tmpdir(), "locked-"));
    const claimant = await startClaimant(join(locked, "data", "postgres"));
    expect(claimant.folder).not.toContain(locked);
    await query(claimant.url, "create table kept as select 1 as one");
    await claimant.leave();
    const again = await startClaimant(join(locked, "data", "postgres"));
    await query(again.url, "select 1 from kept");
    await again.leave();
    for (const path of [locked, dirname(claimant.folder)]) rmSync(path, { recursive: true });
  });
}

if (isRoot && nobody && (await readsCheckout(nobody))) {
  test("an ordinary user runs the server as themselves; root then does as that user, others are told", async () => {
    const own = join(room, "own");
    mkdirSync(own);
    chownSync(own, nobody.uid, nobody.gid);
    const claimant = await startClaimant(join(own, "postgres"), nobody);
    expect(statSync(join(own, "postgres", "cluster")).uid).toBe(nobody.uid);
    await claimant.leave();
    const asRoot = await startClaimant(join(own, "postgres"));
    expect(statSync(`/proc/${serverPid(join(own, "postgres"))}`).uid).toBe(nobody.uid);
    await asRoot.leave();
    await expect(startClaimant(folder, nobody)).rejects.toThrow("another user");
  });
}
