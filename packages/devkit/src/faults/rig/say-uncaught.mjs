// Loaded into the server under test: says what would end it or did, and changes nothing.
process.on("uncaughtExceptionMonitor", (error, origin) => {
  console.error(`${origin}: ${error?.stack ?? error}`);
});
