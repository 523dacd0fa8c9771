import { sessionUser } from "@ai-cost/auth";
import {
  cookieOf,
  newEmail,
  newSource,
  PASSWORD,
  signIn,
  testAuth,
} from "@ai-cost/auth/testing/auth-client";
import { emptyDatabase } from "@ai-cost/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../testing/run-command";

let own: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  own = await emptyDatabase();
});

const run = (argv: string[], stdin = "", databaseUrl = own.databaseUrl) =>
  runCommand(["accounts", ...argv], { databaseUrl, stdin });

const printedPassword = (stdout: string) =>
  /^Password, shown this once: (\S+)$/m.exec(stdout)?.[1] ?? "";

async function makeAccount(): Promise<string> {
  const email = newEmail();
  const options = ["--email", email, "--name", "A person", "--password-stdin"];
  expect(await run(["create", ...options], PASSWORD)).toMatchObject({ exitCode: 0 });
  return email;
}

describe("create", () => {
  test("prints a password that signs in", async () => {
    const email = newEmail();
    const { exitCode, stdout } = await run([
      "create",
      "--email",
      email.toUpperCase(),
      "--name",
      "A person",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Created an account for ${email}.`);
    const password = printedPassword(stdout);
    expect(password).toMatch(/^([2-9a-z]{4}-){4}[2-9a-z]{4}$/);
    expect((await signIn(testAuth(own.db), email, password)).status).toBe(200);
  });

  test("takes a password from the standard input and prints none", async () => {
    const email = newEmail();
    const options = ["--email", email, "--name", "A person", "--password-stdin"];
    const { exitCode, stdout } = await run(["create", ...options], `${PASSWORD}\n`);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("Password");
    expect((await signIn(testAuth(own.db), email)).status).toBe(200);
  });

  test("refuses an address that has an account", async () => {
    const email = await makeAccount();
    expect(await run(["create", "--email", email, "--name", "Another"])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `There is already an account for ${email}.\n`,
    });
  });

  test.each([
    [["--email", "nobody", "--name", "A person"], "", 1, "That is not an e-mail address."],
    [["--email", "a@example.com", "--name", " "], "", 1, "The name must not be empty."],
    [["--email", "a@example.com", "--name", "A", "--password-stdin"], "short\n", 1, "at least 8"],
    [["--email", "a@example.com", "--name", "A", "--password-stdin"], "", 2, "found no password"],
    [["--name", "A person"], "", 2, "Option '--email <address>' is missing."],
    [["--email", "a@example.com"], "", 2, "Option '--name <name>' is missing."],
    [["--email", "a@example.com", "--password", "secret"], "", 2, "Unknown option '--password'"],
  ])("refuses %j", async (options, stdin, exitCode, reason) => {
    const answer = await run(["create", ...options], stdin);
    expect(answer).toMatchObject({ exitCode, stdout: "" });
    expect(answer.stderr).toContain(reason);
  });
});

describe("reset-password", () => {
  test("changes the password, ends the sessions and lets the person sign in after too many failed attempts", async () => {
    const email = await makeAccount();
    const auth = testAuth(own.db);
    const cookie = cookieOf(await signIn(auth, email));
    const source = newSource();
    const attempt = (password: string) => signIn(auth, email, password, { source });
    await Promise.all(Array.from({ length: 12 }, () => attempt("a wrong one")));
    expect((await attempt(PASSWORD)).status).toBe(429);

    const { exitCode, stdout } = await run(["reset-password", "--email", email]);
    expect(exitCode).toBe(0);
    expect(await sessionUser(auth, new Headers({ cookie }))).toBeNull();
    expect((await signIn(auth, email, PASSWORD)).status).toBe(401);
    expect((await attempt(printedPassword(stdout))).status).toBe(200);
  });

  test("refuses an address without an account", async () => {
    const email = newEmail();
    const { exitCode, stderr } = await run(["reset-password", "--email", email]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `There is no account for ${email}.\n`,
    });
  });
});

test("list prints every account, ordered by address", async () => {
  const emails = [await makeAccount(), await makeAccount()].sort();
  const { exitCode, stdout } = await run(["list"]);
  expect(exitCode).toBe(0);
  const listed = stdout.split("\n").map((line) => line.split("\t"));
  expect(listed.map(([email]) => email).filter((email) => emails.includes(email ?? ""))).toEqual(
    emails,
  );
  expect(listed[0]?.[1]).toBe("A person");
  expect(Date.parse(listed[0]?.[2] ?? "")).not.toBeNaN();
});

test.each([[[]], [["forget"]], [["toString"]], [["list", "--all"]], [["create", "someone"]]])(
  "%j exits with 2 and shows the usage",
  async (argv) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("Usage: npm run accounts");
  },
);

test("--help lists the subcommands and exits with 0", async () => {
  const { exitCode, stdout } = await run(["--help"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("reset-password [options]");
});

test("a database that does not answer is one sentence", async () => {
  expect(await run(["list"], "", "postgres://nobody@127.0.0.1:1/nothing")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr:
      "The database does not answer. Run the same command again when it does: nothing is recorded twice.\n",
  });
});
