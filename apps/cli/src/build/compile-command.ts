import { chmodSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** For the packages inside the bundle that are CommonJS: an ES module has no `require`. */
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * Compiles this command into one program, `apps/cli/dist/ai-cost.mjs`, which needs Node and no
 * packages. It does not contain the embedded Postgres.
 */
export async function compileCommand(checkout: string): Promise<void> {
  const folder = join(checkout, "apps", "cli");
  await build({
    absWorkingDir: folder,
    entryPoints: { "ai-cost": "src/compiled.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
    logLevel: "warning",
  });
  chmodSync(join(folder, "dist", "ai-cost.mjs"), 0o755);
}
