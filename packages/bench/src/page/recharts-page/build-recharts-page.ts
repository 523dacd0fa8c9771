import { build } from "vite";

const DAYS = /(<script id="days"[^>]*>)\[\]/;

/**
 * Builds the page for production. Returns its files; the key is the path. The HTML contains the
 * data, so the page does not need a request for them.
 */
export async function buildRechartsPage(days: readonly object[]): Promise<Map<string, Buffer>> {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    build: { write: false },
  });
  if (Array.isArray(built) || !("output" in built)) throw new Error("Vite has built no page");
  const data = JSON.stringify(days).replaceAll("<", "\\u003c");
  return new Map(
    built.output.map((file) => {
      const content = file.type === "chunk" ? file.code : file.source;
      if (file.fileName !== "index.html") return [`/${file.fileName}`, Buffer.from(content)];
      return ["/", Buffer.from(String(content).replace(DAYS, (_, tag) => `${tag}${data}`))];
    }),
  );
}
