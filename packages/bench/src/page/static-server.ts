import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

const MEDIA_TYPES: Record<string, string> = {
  "": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/**
 * Serves files on 127.0.0.1. The key of each file is its path. The files are compressed before the
 * first request, so the measured time does not include the compression.
 */
export async function serveFiles(
  files: ReadonlyMap<string, Buffer>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const zipped = new Map([...files].map(([path, content]) => [path, gzipSync(content)]));
  const server = createServer(({ url = "" }, response) => {
    const content = zipped.get(url);
    if (!content) return response.writeHead(404).end();
    const type = MEDIA_TYPES[extname(url)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
