import { createDatabase } from "@ai-cost/db";
import { dropDatabase, testDatabase } from "@ai-cost/db/testing";
import { afterAll, expect, test } from "vitest";
import { hasOwnDatabase, makeOwnDatabase } from "./bench-server";
import { makeFunctions } from "./data/functions";
import { keep, keptIn } from "./data/kept";

const { databaseUrl, sql } = testDatabase();
const name = `ai_cost_bench_test_${process.pid}_${Date.now()}`;
const own = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
afterAll(() => dropDatabase(databaseUrl, name));

test("a database that somebody else made is refused, its own is not", async () => {
  expect(await hasOwnDatabase(databaseUrl, name)).toBe(false);
  await sql.unsafe(`create database ${name}`);
  await expect(hasOwnDatabase(databaseUrl, name)).rejects.toThrow("is not the benchmark's");
  await sql.unsafe(`drop database ${name}`);
  await makeOwnDatabase(own);
  expect(await hasOwnDatabase(databaseUrl, name)).toBe(true);
});

test("an unfinished database and one of another generator are not used again", async () => {
  await makeOwnDatabase(own);
  const client = createDatabase(own, { maxConnections: 1, asOwner: true });
  try {
    expect(await keptIn(client.sql, "this")).toBeNull();
    await makeFunctions(client.sql);
    expect(await keptIn(client.sql, "this")).toBeNull();
    await keep(client.sql, "this", { seconds: 2, peakMiB: 100 });
    expect(await keptIn(client.sql, "this")).toEqual({ seconds: 2, peakMiB: 100 });
    expect(await keptIn(client.sql, "another")).toBeNull();
  } finally {
    await client.close();
  }
});

test("a user who may make no databases is refused", async () => {
  const role = `${name}_role`;
  await sql.unsafe(`create role ${role} login password 'only-for-tests'`);
  try {
    const address = Object.assign(new URL(databaseUrl), {
      username: role,
      password: "only-for-tests",
    });
    await expect(hasOwnDatabase(address.href, name)).rejects.toThrow("must be a superuser");
  } finally {
    await sql.unsafe(`drop role ${role}`);
  }
});
