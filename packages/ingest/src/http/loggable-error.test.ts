import { createDatabase, projects } from "@ai-cost/db";
import { expect, test } from "vitest";
import { faultOf } from "./loggable-error";

const SECRET = "what a person said to a model";

test.each<[string, () => unknown]>([
  ["a parser that quotes", () => JSON.parse(`{"prompt": ${SECRET}`)],
  ["a message of several lines, one of them like a frame", () => throws(`a\n    at ${SECRET}\nb`)],
  ["a cause that quotes", () => throws("outside", { cause: new Error(SECRET) })],
  ["what is no error", () => raise(SECRET)],
])("%s: nothing of what it says is kept", (_, fail) => {
  const fault = JSON.stringify(caught(fail));
  expect(fault).not.toContain("person said");
});

test("where it happened, what it is called and its code are kept", async () => {
  const { db, close } = createDatabase("postgres://nobody@127.0.0.1:1/nowhere");
  const error = await db
    .insert(projects)
    .values({ id: SECRET, name: SECRET, createdAt: new Date() })
    .catch((error: unknown) => error);
  await close();
  const fault = faultOf(error);
  expect(fault.frames.join()).toContain("fault.test.ts");
  expect(fault).toMatchObject({ cause: { code: "ECONNREFUSED" } });
  expect(JSON.stringify(fault)).not.toContain(SECRET);
});

test("an error that is its own cause ends", () => {
  const error = new Error("round");
  error.cause = error;
  expect(JSON.stringify(faultOf(error)).match(/"cause"/g)).toHaveLength(5);
});

const throws = (message: string, options?: ErrorOptions) => raise(new Error(message, options));

function raise(thrown: unknown): never {
  throw thrown;
}

function caught(fail: () => unknown) {
  try {
    return fail();
  } catch (error) {
    return faultOf(error);
  }
}
