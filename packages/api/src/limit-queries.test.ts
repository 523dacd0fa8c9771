import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import {
  asPerson,
  asReader,
  type QueryQueues,
  queryQueues,
  retryAfterSeconds,
  unlimitedQueues,
} from "./limit-queries";

/** Queues for ten connections in which nobody waits longer than a moment. */
const queues = (): QueryQueues => queryQueues(10, 50);

/** Work that is in progress until it is ended. */
function longWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<string>((resolve) => ends.push(() => resolve("done")));
  return { work, ends };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a person has four procedures at a time; a fifth is refused with 429, and others are not", async () => {
  const given = queues();
  const { work, ends } = longWork();
  const running = Array.from({ length: 4 }, () => asPerson(given, "flood", work));
  const refused = await asPerson(given, "flood", work).catch((error) => error);
  expect(refused).toBeInstanceOf(TRPCError);
  expect([refused.code, retryAfterSeconds(refused)]).toEqual(["TOO_MANY_REQUESTS", 1]);
  expect(await asPerson(given, "another", async () => "served")).toBe("served");
  for (const end of ends) end();
  expect(await Promise.all(running)).toEqual(["done", "done", "done", "done"]);
  expect(await asPerson(given, "flood", async () => "served")).toBe("served");
});

test("a project has five readers at a time, of all its members together, and another project is read meanwhile", async () => {
  const given = queues();
  const { work, ends } = longWork();
  const reader = (userId: string) => ({ userId, projectId: "flood" });
  for (let number = 0; number < 5; number += 1)
    void asReader(given, reader(`person ${number}`), work);
  await settled();
  await expect(asReader(given, reader("person 6"), work)).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
  const other = { userId: "person 6", projectId: "another" };
  expect(await asReader(given, other, async () => "served")).toBe("served");
  expect(ends).toHaveLength(5);
});

test("two connections stay free for sessions, however many projects are read", async () => {
  const given = queues();
  const { work, ends } = longWork();
  for (let number = 0; number < 9; number += 1)
    asReader(given, { userId: "a", projectId: `project ${number}` }, work).catch(() => {});
  await settled();
  expect(ends).toHaveLength(8);
});

test("work that fails gives its turn back", async () => {
  const given: QueryQueues = { ...queues(), people: unlimitedQueues().people };
  for (let number = 0; number < 20; number += 1)
    await expect(
      asReader(given, { userId: "a" }, () => Promise.reject(new Error("no"))),
    ).rejects.toThrow("no");
  expect(await asReader(given, { userId: "a" }, async () => "served")).toBe("served");
});
