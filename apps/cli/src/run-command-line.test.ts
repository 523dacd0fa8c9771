import { Refusal } from "@ai-cost/domain";
import { expect, test, vi } from "vitest";
import { compiledCommand } from "./command-line/write-command";
import { COMMANDS, runCommandLine } from "./run-command-line";
import { testContext } from "./testing/test-context";

async function run(argv: string[], change: Parameters<typeof testContext>[0] = {}) {
  const { context, stdout, stderr } = testContext(change);
  const exitCode = await runCommandLine(argv, context);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

test("--help lists every command and exits with 0", async () => {
  const { exitCode, stdout, stderr } = await run(["--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const name of Object.keys(COMMANDS)) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
});

test.each(Object.keys(COMMANDS))("%s --help begins with its usage", async (name) => {
  const { exitCode, stdout, stderr } = await run([name, "--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[options\\]`));
});

test("a compiled command has its own name in its help", async () => {
  const { stdout } = await run(["ledger", "rebuild", "--help"], { writeCommand: compiledCommand });
  expect(stdout).toMatch(/^Usage: ai-cost ledger rebuild \[options\]/);
});

test("without a command, the list of commands is shown and the exit code is 2", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("distribute");
});

test.each([
  ["a command that does not exist", ["imprt"], "Unknown command 'imprt'\n(Did you mean import?)"],
  ["the name of a property", ["toString"], "Unknown command 'toString'."],
  ["an unknown option", ["backup", "--fast", "f"], "Unknown option '--fast'."],
  ["a missing argument", ["restore"], "Missing required argument 'file'."],
  ["two files", ["backup", "a", "b"], "Too many arguments for 'backup'. Expected 1 argument"],
  ["an argument that is not expected", ["distribute", "all"], "Too many arguments"],
])("%s exits with 2 and points to the help", async (_, argv, sentence) => {
  const { exitCode, stdout, stderr } = await run(argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr).toMatch(/^Usage: .*\n".*--help" explains it.\n$/m);
});

test("a refusal is its sentence alone, and exits with 1", async () => {
  const open = () => Promise.reject(new Refusal("The database is away."));
  const databases = { open, migrate: async () => {} };
  expect(await run(["accounts", "list"], { databases })).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: "The database is away.\n",
  });
});

test("an unexpected error is shown with its stack, and exits with 1", async () => {
  const { exitCode, stderr } = await run(["accounts", "list"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/Error: This test has no database\.\n +at /);
});

test("a stopped command releases its database and exits with the code of the signal", async () => {
  const release = vi.fn(async () => {});
  const databases = {
    open: async () => ({ url: "postgres://nobody@127.0.0.1:1/none", release }),
    migrate: () => new Promise<never>(() => {}),
  };
  const stopRequest = async () => ({ exitCode: 143 });
  const { exitCode } = await run(["accounts", "list"], { databases, stopRequest });
  expect(exitCode).toBe(143);
  expect(release).toHaveBeenCalledOnce();
});
