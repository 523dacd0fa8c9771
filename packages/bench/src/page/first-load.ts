import { gzipSync } from "node:zlib";

/** What a browser loads before a page can be used, in bytes after gzip. */
export interface FirstLoad {
  html: number;
  css: number;
  /** By their addresses. */
  scripts: ReadonlyMap<string, number>;
}

const SCRIPT = /<script\b(?![^>]*\bnomodule\b)[^>]*\bsrc="([^"]+)"/gi;
const STYLE_SHEET = /<link\b[^>]*\brel="stylesheet"[^>]*>/gi;
const HREF = /\bhref="([^"]+)"/;

/** The page's HTML, and the scripts and style sheets that it names; not what is fetched later or for older browsers. */
export async function firstLoad(url: string, cookie = ""): Promise<FirstLoad> {
  const get = async (address: string) => {
    const response = await fetch(new URL(address, url), { headers: { cookie } });
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
    return response.text();
  };
  const html = await get(url);
  const scripts = new Map<string, number>();
  for (const [, address = ""] of html.matchAll(SCRIPT))
    if (!scripts.has(address)) scripts.set(address, zippedBytes(await get(address)));
  const sheets = [...html.matchAll(STYLE_SHEET)].map(([tag]) => HREF.exec(tag)?.[1] ?? "");
  const styles = await Promise.all([...new Set(sheets)].map(get));
  return { html: zippedBytes(html), css: sum(styles.map(zippedBytes)), scripts };
}

export const scriptBytes = ({ scripts }: Pick<FirstLoad, "scripts">): number =>
  sum([...scripts.values()]);

const zippedBytes = (text: string): number => gzipSync(text).byteLength;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
