import { createDatabase } from "@ai-cost/db";
import { dropDatabase, testDatabase } from "@ai-cost/db/testing";
import { afterAll, expect, test } from "vitest";
import { markComplete, readCompletion } from "../data/completion-marker";
import { createFunctions } from "../data/rows/functions";
import { createOwnDatabase, hasOwnDatabase } from "./bench-server";

const { databaseUrl, sql } = testDatabase();
const name = `ai_cost_bench_test_${process.pid}_${Date.now()}`;
const own = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
afterAll(() => dropDatabase(databaseUrl, name));

test("the benchmark uses a database that it has created, and refuses one of somebody else", async () => {
  expect(await hasOwnDatabase(databaseUrl, name)).toBe(false);
  await sql.unsafe(`create database ${name}`);
  await expect(hasOwnDatabase(databaseUrl, name)).rejects.toThrow("has not created the database");
  await sql.unsafe(`drop database ${name}`);
  await createOwnDatabase(own);
  expect(await hasOwnDatabase(databaseUrl, name)).toBe(true);
});

test("only a complete database of the same generator is used again", async () => {
  await createOwnDatabase(own);
  const client = createDatabase(own, { maxConnections: 1, asOwner: true });
  try {
    expect(await readCompletion(client.sql, "this")).toBeNull();
    await createFunctions(client.sql);
    expect(await readCompletion(client.sql, "this")).toBeNull();
    await markComplete(client.sql, "this", { seconds: 2, peakMiB: 100 });
    expect(await readCompletion(client.sql, "this")).toEqual({ seconds: 2, peakMiB: 100 });
    expect(await readCompletion(client.sql, "another")).toBeNull();
  } finally {
    await client.close();
  }
});

test("a user who is not a superuser is refused", async () => {
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
