import { connect, createServer, type Server, type Socket } from "node:net";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "../testing/index";
import { createDatabase, type DatabaseOptions } from "./client";
import { pingDatabase } from "./ping";
import { COMMAND_TIME_LIMITS } from "./time-limits";
import { isDatabaseUnavailable } from "./unavailable";

const { databaseUrl, sql: other } = testDatabase();
const closing: (() => unknown)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

function open(options: DatabaseOptions = {}, url = databaseUrl) {
  const client = createDatabase(url, { asOwner: true, ...options });
  closing.push(() => client.sql.end({ timeout: 0 }));
  return client;
}

/** Starts a server that is not Postgres on this machine and returns its address as a database URL. */
async function fakeServer(onConnection: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  return `postgres://nobody@127.0.0.1:${typeof address === "object" ? address?.port : 0}/nothing`;
}

const terminate = (pid: number) => other`select pg_terminate_backend(${pid}::int)`;

async function failureOf(query: Promise<unknown>): Promise<{ code: unknown }> {
  const error: unknown = await query.then(
    () => "no failure",
    (reason) => reason,
  );
  expect(isDatabaseUnavailable(error)).toBe(true);
  return { code: error instanceof Error && "code" in error ? error.code : undefined };
}

test("a transaction that loses its connection sends nothing on the connection that replaces it", async () => {
  const { sql } = open({ maxConnections: 1 });
  await other`create table if not exists written_late (by text)`;
  let late: unknown;
  const transaction = sql.begin(async (tx) => {
    const [row] = await tx`select pg_backend_pid() as pid`;
    await terminate(row?.pid);
    await sql`select 1`;
    late = await tx`insert into written_late values ('a transaction that has ended')`.catch(
      (error) => error.code,
    );
  });
  await expect(transaction).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await expect.poll(() => late).toBe("CONNECTION_CLOSED");
  expect(await other`select * from written_late`).toHaveLength(0);
  await other`drop table written_late`;
});

test("the queued queries of a transaction fail when its connection is lost", async () => {
  const { sql } = open();
  const ends: unknown[] = [];
  const transaction = sql.begin(async (tx) => {
    const [row] = await tx`select pg_backend_pid() as pid`;
    const waiting = [1, 2, 3].map(() => tx`select pg_sleep(30)`.catch((error) => error));
    await terminate(row?.pid);
    ends.push(...(await Promise.all(waiting)));
  });
  await failureOf(transaction);
  await expect.poll(() => ends.length).toBe(3);
  // The three errors can have different codes, because the server resets a connection whose queries it
  // has not all read.
  expect(ends.map(isDatabaseUnavailable)).toEqual([true, true, true]);
});

test("terminated connections are replaced, and only their own queries fail", async () => {
  const { sql } = open({ maxConnections: 4, applicationName: "terminated" });
  let isOver = false;
  let answered = 0;
  const workers = Array.from({ length: 16 }, async () => {
    while (!isOver) await sql`select pg_sleep(0.002)`.then(() => answered++, failureCounted);
  });
  let failed = 0;
  function failureCounted() {
    failed++;
  }
  for (let round = 0; round < 20; round++) {
    await sleep(25);
    await other`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'terminated'`;
  }
  isOver = true;
  await Promise.all(workers);
  expect(failed).toBeGreaterThan(0);
  expect(answered).toBeGreaterThan(0);
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("a query fails when nothing listens on the address", async () => {
  const { sql } = open({}, "postgres://nobody@127.0.0.1:1/nothing");
  expect(await failureOf(sql`select 1`)).toMatchObject({ code: "ECONNREFUSED" });
});

test("a query fails when the server has not responded after connectMs", async () => {
  const timeLimits = { ...COMMAND_TIME_LIMITS, connectMs: 500 };
  const { sql } = open({ timeLimits }, await fakeServer(() => {}));
  expect(await failureOf(sql`select 1`)).toMatchObject({ code: "CONNECT_TIMEOUT" });
});

test("a command waits for a server that is slow to accept its connection", async () => {
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  const slow = await fakeServer(async (socket) => {
    await sleep(4_000);
    const server = connect(Number(port), hostname).on("error", () => {});
    socket.pipe(server).pipe(socket);
  });
  url.host = new URL(slow).host;
  expect(await open({}, url.href).sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("a query fails when the server closes each connection at once, and the pool does not keep connecting", async () => {
  let connections = 0;
  const url = await fakeServer((socket) => {
    connections++;
    socket.end();
  });
  const { sql } = open({}, url);
  await failureOf(sql`select 1`);
  expect(connections).toBeLessThan(5);
});

test("a query that finds no free connection fails after acquireMs and is not sent", async () => {
  const client = open({
    maxConnections: 2,
    timeLimits: { ...COMMAND_TIME_LIMITS, acquireMs: 200 },
  });
  await other`create table if not exists sent_late (by text)`;
  const ends: unknown[] = [];
  const busy = [1, 2].map(async () => {
    await client.sql`select pg_sleep(2)`;
    ends.push("slow query");
  });
  await sleep(50);
  const crowd = [1, 2, 3].map(async () => {
    const { code } = await failureOf(client.sql`insert into sent_late values ('late')`);
    ends.push(code);
  });
  await Promise.all([...busy, ...crowd]);
  expect(ends).toEqual([...crowd.map(() => "CONNECT_TIMEOUT"), ...busy.map(() => "slow query")]);
  await sleep(50);
  expect(await client.sql`select * from sent_late`).toHaveLength(0);
  await other`drop table sent_late`;
});

test("a COPY FROM that Postgres refuses at its end fails with the reason and rolls the transaction back", async () => {
  const { sql } = open({ maxConnections: 1 });
  await sql`create table parents (id int primary key)`;
  await sql`create table children (parent int references parents)`;
  const copying = sql.begin(async (tx) => {
    await tx`insert into parents values (1)`;
    const rows = await tx`copy children from stdin`.writable();
    await pipeline(Readable.from(["1\n2\n"]), rows);
  });
  await expect(copying).rejects.toMatchObject({ code: "23503" });
  expect(await sql`select * from parents`).toHaveLength(0);
  await sql`drop table children, parents`;
});

test("a COPY TO whose reader fails frees its connection", async () => {
  const { sql } = open({ maxConnections: 1 });
  const fullDisk = new Writable({ write: (_chunk, _encoding, done) => done(new Error("full")) });
  const copying = sql.begin(async (tx) => {
    const rows = await tx`copy (select generate_series(1, 300000)) to stdout`.readable();
    await pipeline(rows, fullDisk);
  });
  await expect(copying).rejects.toThrow("full");
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("a begin that finds no free connection runs when one becomes free", async () => {
  const { sql } = open({ maxConnections: 1 });
  const slow = sql.unsafe("select pg_sleep(0.1)").execute();
  const begun = sql.begin((tx) => tx`select 1 as one`);
  await slow;
  expect(await begun).toEqual([{ one: 1 }]);
});

test("the server enforces the time limits of a client that sets them, and of no other", async () => {
  const timeLimits = {
    connectMs: 2_000,
    acquireMs: null,
    statementMs: 150,
    lockMs: 50,
    idleInTransactionMs: 100,
  };
  const { sql } = open({ timeLimits });
  expect(await failureOf(sql`select pg_sleep(5)`)).toMatchObject({ code: "57014" });
  await other.begin(async (holder) => {
    await holder`select pg_advisory_xact_lock(4706281099)`;
    expect(await failureOf(sql`select pg_advisory_lock(4706281099)`)).toMatchObject({
      code: "55P03",
    });
  });
  await failureOf(sql.begin(() => sleep(400)));
  const unlimited = await open().sql`select current_setting('statement_timeout') as limit`;
  expect(unlimited).toEqual([{ limit: "0" }]);
});

test("a ping resolves when the database responds and rejects in time when it does not", async () => {
  await pingDatabase(open());
  const silent = open({}, await fakeServer(() => {}));
  // The code of the ping's own limit. That of an attempt to connect, which is longer, has another one.
  expect(await failureOf(pingDatabase(silent, 200))).toMatchObject({ code: "ETIMEDOUT" });
});

describe("an eager transaction", () => {
  const EAGER = { eager: true };
  const tableOf = (name: string) => other.unsafe(`create table ${name} (id int primary key)`);

  test("commits when its commit is sent right behind its statements", async () => {
    const { sql } = open({ maxConnections: 1 });
    await tableOf("at_once");
    const sent = await sql.begin(
      "",
      (tx) => Promise.all([tx`insert into at_once values (1) returning id`, tx.commit()]),
      EAGER,
    );
    expect(sent[0]).toEqual([{ id: 1 }]);
    expect(await sql`select id from at_once`).toEqual([{ id: 1 }]);
  });

  test("is rolled back by that commit when a statement failed, and its connection stays usable", async () => {
    const { sql } = open({ maxConnections: 1 });
    await tableOf("undone");
    const failing = sql.begin(
      "",
      (tx) =>
        Promise.all([
          tx`insert into undone values (1)`,
          tx`insert into undone values (1)`,
          tx.commit(),
        ]),
      EAGER,
    );
    await expect(failing).rejects.toMatchObject({ code: "23505" });
    expect(await sql`select id from undone`).toEqual([]);
  });

  test("fails with the error of its begin, and commits nothing", async () => {
    const { sql } = open({ maxConnections: 1 });
    let isCommitted = false;
    const failing = sql.begin(
      "; set local statement_timeout = 'nonsense'",
      async (tx) => {
        await tx`select 1`.catch(() => {});
        await tx.commit();
        isCommitted = true;
      },
      EAGER,
    );
    await expect(failing).rejects.toMatchObject({ code: "22023" });
    expect(isCommitted).toBe(false);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test("fails when its connection is lost", async () => {
    const { sql } = open({ maxConnections: 1 });
    const lost = sql.begin(
      "",
      (tx) => Promise.all([tx`select pg_terminate_backend(pg_backend_pid())`, tx.commit()]),
      EAGER,
    );
    await expect(lost).rejects.toSatisfy(isDatabaseUnavailable);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});
