// Syntax that Node 12 can parse, so that a Node that is too old gets a sentence and not a stack.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    "This needs Node 20.19 or newer, and here is Node " +
      process.versions.node +
      ": install Node 22 or 24 from https://nodejs.org and try again.",
  );
  process.exit(1);
} else {
  const [file, ...argv] = process.argv.slice(2);
  import("./checkout-command.mjs").then(({ runFile }) => runFile(file, argv));
}
