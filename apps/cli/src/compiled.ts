import { compiledCommand } from "./command-line/write-command";
import { processContext } from "./process-context";
import { runCommandLine } from "./run-command-line";

// This is the entry file of the compiled command, which runs in an image that has no sources of the web
// app.
const context = processContext({ writeCommand: compiledCommand, buildApp: async () => {} });
process.exit(await runCommandLine(process.argv.slice(2), context));
