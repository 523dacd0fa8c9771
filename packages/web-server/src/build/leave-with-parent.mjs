// Node loads this file before `next build`. This file ends the build and its workers when the parent
// process is killed. Otherwise the build would write into the same folder as the next build.
if (process.argv[1]?.replaceAll("\\", "/").endsWith("/next/dist/bin/next")) {
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}
