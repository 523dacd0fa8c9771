import { gzipSync } from "node:zlib";

/** The files that a browser loads before a page can be used. Sizes are in bytes after gzip. */
export interface FirstLoad {
  html: number;
  css: number;
  /** The size of each script. The key is the script's URL. */
  scripts: ReadonlyMap<string, number>;
}

const SCRIPT = /<script\b(?![^>]*\bnomodule\b)[^>]*\bsrc="([^"]+)"/gi;
const STYLE_SHEET = /<link\b[^>]*\brel="stylesheet"[^>]*>/gi;
const HREF = /\bhref="([^"]+)"/;

/**
 * Loads a page's HTML, and the scripts and style sheets that the HTML refers to. Leaves out scripts
 * for browsers without modules, and files that scripts load later.
 */
export async function firstLoad(pageUrl: string, cookie = ""): Promise<FirstLoad> {
  const get = async (url: string) => {
    const response = await fetch(new URL(url, pageUrl), { headers: { cookie } });
    if (response.status !== 200) throw new Error(`${url} responded with ${response.status}`);
    return response.text();
  };
  const html = await get(pageUrl);
  const scripts = new Map<string, number>();
  for (const [, url = ""] of html.matchAll(SCRIPT))
    if (!scripts.has(url)) scripts.set(url, gzipBytes(await get(url)));
  const sheetUrls = [...html.matchAll(STYLE_SHEET)].map(([tag]) => HREF.exec(tag)?.[1] ?? "");
  const sheets = await Promise.all([...new Set(sheetUrls)].map(get));
  return { html: gzipBytes(html), css: sum(sheets.map(gzipBytes)), scripts };
}

export const scriptBytes = (scripts: FirstLoad["scripts"]): number => sum([...scripts.values()]);

const gzipBytes = (text: string): number => gzipSync(text).byteLength;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
