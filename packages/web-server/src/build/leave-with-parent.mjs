// Node loads this file before `next build`. It ends a build whose parent process was killed, so that it
// does not write into the same folder as the next build. The workers of the build end with it.
if (process.argv[1]?.replaceAll("\\", "/").endsWith("/next/dist/bin/next")) {
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}
