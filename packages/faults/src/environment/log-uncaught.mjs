import { writeSync } from "node:fs";

// The server under test loads this file. It logs an uncaught error and does not change its effect.
process.on("uncaughtExceptionMonitor", (error, origin) => {
  try {
    writeSync(2, `${origin}: ${error?.stack ?? error}\n`);
  } catch {
    // The pipe is closed. Throwing this error would hide the uncaught error.
  }
});
