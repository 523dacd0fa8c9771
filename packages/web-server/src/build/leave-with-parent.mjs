// Loaded into `next build` before it: a build whose starter was killed must not go on writing beside
// the build of the next start. Its own workers leave with it.
if (process.argv[1]?.replaceAll("\\", "/").endsWith("/next/dist/bin/next")) {
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}
