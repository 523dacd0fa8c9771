// This file uses only syntax that Node 12 can parse. An old Node then prints the sentence below and not a
// syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    "This needs Node 20.19 or newer, and this is Node " +
      process.versions.node +
      ": install Node 22 or 24 from https://nodejs.org and try again.",
  );
  process.exit(1);
}
