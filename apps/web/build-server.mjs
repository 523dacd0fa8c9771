// Bundles the edge server, which `npm start` runs, into dist. `next build` builds everything behind it.
import { build } from "esbuild";

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { server: "src/server/edge/main.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
});
