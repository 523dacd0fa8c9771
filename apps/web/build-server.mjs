// Bundles the edge server, which `npm start` runs, into `dist`. `next build` builds the pages and routes
// behind the edge server.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const { dependencies } = JSON.parse(
  readFileSync(join(import.meta.dirname, "package.json"), "utf8"),
);
// The packages of this repository are TypeScript source, so they are bundled. Only the packages from the
// registry stay external.
const installed = Object.keys(dependencies).filter(
  (name) => !dependencies[name].startsWith("workspace:"),
);

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { server: "src/server/edge/main.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  external: installed,
  platform: "node",
  format: "esm",
  target: "node20",
});
