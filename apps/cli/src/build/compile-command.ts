import { chmodSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";

/** Bundles all commands into one file, `apps/cli/dist/ai-cost.mjs`, which needs Node and no packages. */
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
    banner: { js: BANNER },
    plugins: [keepModuleUrls(checkout)],
    logLevel: "warning",
  });
  chmodSync(join(folder, "dist", "ai-cost.mjs"), 0o755);
}

/** CommonJS packages in the bundle call `require`, which an ES module does not have. */
const BANNER = `#!/usr/bin/env node
import { createRequire as requireForBundle } from "node:module";
const require = requireForBundle(import.meta.url);`;

/**
 * Replaces `import.meta.url` in each bundled module by the URL of the source file of the module, relative
 * to the compiled file. From this URL, a module finds other files, such as the migrations, which an image
 * has in the same folders as a checkout.
 */
const keepModuleUrls = (checkout: string): Plugin => ({
  name: "keep-module-urls",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/].*\.ts$/ }, async ({ path }) => {
      const source = `../../../${relative(checkout, path).replaceAll("\\", "/")}`;
      const url = `new URL(${JSON.stringify(source)}, import.meta.url).href`;
      const text = await readFile(path, "utf8");
      return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
});
