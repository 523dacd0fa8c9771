import { Readable } from "node:stream";
import { emptyDatabase } from "@ai-cost/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { sessionUser } from "../sessions/session-user";
import { cookieOf, newEmail, PASSWORD, signIn, testAuth } from "../testing/auth-client";
import { runAccounts } from "./accounts";

let own: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  own = await emptyDatabase();
});

function sink() {
  const texts: string[] = [];
  const write = (text: string | Uint8Array) => texts.push(String(text)) > 0;
  return { write, text: () => texts.join("") };
}

async function run(argv: string[], stdin = "", databaseUrl = own.databaseUrl) {
  const [stdout, stderr] = [sink(), sink()];
  const streams = { stdin: Readable.from([stdin]), stdout, stderr };
  const exitCode = await runAccounts(argv, { databaseUrl, ...streams });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}

const printedPassword = (out: string) => /^Password, shown this once: (\S+)$/m.exec(out)?.[1] ?? "";

async function makeAccount(): Promise<string> {
  const email = newEmail();
  const options = ["--email", email, "--name", "A person", "--password-stdin"];
  expect(await run(["create", ...options], PASSWORD)).toMatchObject({ exitCode: 0 });
  return email;
}

describe("create", () => {
  test("prints a password that signs in, once", async () => {
    const email = newEmail();
    const { exitCode, out } = await run([
      "create",
      "--email",
      email.toUpperCase(),
      "--name",
      "A person",
    ]);
    expect(exitCode).toBe(0);
    expect(out).toContain(`Made an account for ${email}.`);
    const password = printedPassword(out);
    expect(password).toMatch(/^([2-9a-z]{4}-){4}[2-9a-z]{4}$/);
    expect((await signIn(testAuth(own.db), email, password)).status).toBe(200);
  });

  test("takes a password from the standard input and prints none", async () => {
    const email = newEmail();
    const options = ["--email", email, "--name", "A person", "--password-stdin"];
    const { exitCode, out } = await run(["create", ...options], `${PASSWORD}\n`);
    expect(exitCode).toBe(0);
    expect(out).not.toContain("Password");
    expect((await signIn(testAuth(own.db), email)).status).toBe(200);
  });

  test("refuses an address that has an account", async () => {
    const email = await makeAccount();
    expect(await run(["create", "--email", email, "--name", "Another"])).toEqual({
      exitCode: 1,
      out: "",
      err: `There is already an account for ${email}.\n`,
    });
  });

  test.each([
    [["--email", "nobody", "--name", "A person"], "", 1, "That is not an e-mail address."],
    [["--email", "a@example.com", "--name", " "], "", 1, "The name must not be empty."],
    [["--email", "a@example.com", "--name", "A", "--password-stdin"], "short\n", 1, "at least 8"],
    [["--email", "a@example.com", "--name", "A", "--password-stdin"], "", 2, "found no password"],
    [["--name", "A person"], "", 2, "--email is missing."],
    [["--email", "a@example.com"], "", 2, "--name is missing."],
    [["--email", "a@example.com", "--password", "secret"], "", 2, "Unknown option '--password'"],
  ])("refuses %j", async (options, stdin, exitCode, reason) => {
    const answer = await run(["create", ...options], stdin);
    expect(answer).toMatchObject({ exitCode, out: "" });
    expect(answer.err).toContain(reason);
  });
});

describe("reset-password", () => {
  test("changes it, ends the sessions and opens an account closed by failed attempts", async () => {
    const email = await makeAccount();
    const auth = testAuth(own.db);
    const cookie = cookieOf(await signIn(auth, email));
    await Promise.all(Array.from({ length: 12 }, () => signIn(auth, email, "a wrong one")));
    expect((await signIn(auth, email)).status).toBe(429);

    const { exitCode, out } = await run(["reset-password", "--email", email]);
    expect(exitCode).toBe(0);
    expect(await sessionUser(auth, new Headers({ cookie }))).toBeNull();
    expect((await signIn(auth, email, PASSWORD)).status).toBe(401);
    expect((await signIn(auth, email, printedPassword(out))).status).toBe(200);
  });

  test("refuses an address without an account", async () => {
    const email = newEmail();
    const { exitCode, err } = await run(["reset-password", "--email", email]);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: `There is no account for ${email}.\n` });
  });
});

test("list names every account by address", async () => {
  const emails = [await makeAccount(), await makeAccount()].sort();
  const { exitCode, out } = await run(["list"]);
  expect(exitCode).toBe(0);
  const listed = out.split("\n").map((line) => line.split("\t"));
  expect(listed.map(([email]) => email).filter((email) => emails.includes(email ?? ""))).toEqual(
    emails,
  );
  expect(listed[0]?.[1]).toBe("A person");
  expect(Date.parse(listed[0]?.[2] ?? "")).not.toBeNaN();
});

test.each([[[]], [["forget"]], [["toString"]], [["list", "--all"]], [["create", "someone"]]])(
  "%j is answered with the usage",
  async (argv) => {
    const { exitCode, out, err } = await run(argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain("Usage: npm run accounts");
  },
);

test("--help is no error", async () => {
  const { exitCode, out } = await run(["--help"]);
  expect(exitCode).toBe(0);
  expect(out).toContain("reset-password --email EMAIL");
});

test("a database that is not there is said in a sentence", async () => {
  expect(await run(["list"], "", "postgres://nobody@127.0.0.1:1/nothing")).toEqual({
    exitCode: 1,
    out: "",
    err: "The database does not answer.\n",
  });
});
