import { writeSync } from "node:fs";

// Loaded into the server under test: says what would end it or did, and changes nothing.
process.on("uncaughtExceptionMonitor", (error, origin) => {
  try {
    writeSync(2, `${origin}: ${error?.stack ?? error}\n`);
  } catch {
    // Whoever listened is gone; failing here would be the next thing to say.
  }
});
