import { createDatabase, projects } from "@ai-cost/db";
import { expect, test } from "vitest";
import { loggableError } from "./loggable-error";

const SECRET = "what a person said to a model";

test.each<[string, () => unknown]>([
  ["a parser error that quotes its input", () => JSON.parse(`{"prompt": ${SECRET}`)],
  ["a message with a line that looks like a stack frame", () => throws(`a\n    at ${SECRET}\nb`)],
  ["a cause whose message quotes", () => throws("outside", { cause: new Error(SECRET) })],
  ["a value that is no Error object", () => raise(SECRET)],
])("%s: the message is left out", (_, fail) => {
  const logged = JSON.stringify(caught(fail));
  expect(logged).not.toContain("person said");
});

test("the stack frames, the name and the code are kept", async () => {
  const { db, close } = createDatabase("postgres://nobody@127.0.0.1:1/nowhere");
  const error = await db
    .insert(projects)
    .values({ id: SECRET, name: SECRET, createdAt: new Date() })
    .catch((error: unknown) => error);
  await close();
  const logged = loggableError(error);
  expect(logged.frames.join()).toContain("loggable-error.test.ts");
  expect(logged).toMatchObject({ cause: { code: "ECONNREFUSED" } });
  expect(JSON.stringify(logged)).not.toContain(SECRET);
});

test("a circular chain of causes is cut off", () => {
  const error = new Error("round");
  error.cause = error;
  expect(JSON.stringify(loggableError(error)).match(/"cause"/g)).toHaveLength(5);
});

const throws = (message: string, options?: ErrorOptions) => raise(new Error(message, options));

function raise(thrown: unknown): never {
  throw thrown;
}

function caught(fail: () => unknown) {
  try {
    return fail();
  } catch (error) {
    return loggableError(error);
  }
}
