import { type RawRequest, sendRaw } from "@ai-cost/testing";
import { type ServerAction, serverActionOf } from "../../fixture/server-action";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const MUTATIONS = { short: 60, normal: 2_000, long: 50_000 };
const BOUNDARY = "a-boundary-of-a-form";
const FORM = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
const TEXT = { "content-type": "text/plain;charset=UTF-8" };

/** A request, by default POST /sign-in. */
type Call = Partial<RawRequest>;

const ARGUMENTS = '[{"email":"","problem":null},"$K1"]';
const CREDENTIALS: [string, string][] = [
  ["email", "nobody"],
  ["password", "wrong"],
];

faultCase({
  id: "B8",
  title:
    "a malformed server action, or a malformed request for a page's data, has the status 400 or 404",
  seenRedBy:
    "an edge server that does not read actions: 40 of 110 such requests had the status 500",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { url } = environment.server;
    const action = await serverActionOf(url, "/sign-in");
    const send = (request: Call) => {
      findings.hits += 1;
      return sendRaw(url, { method: "POST", path: "/sign-in", ...request });
    };
    for (const [what, request] of Object.entries(validCalls(action))) {
      const { status } = await send(request);
      if (status !== 200) findings.add(`${what} has the status ${status}`);
    }
    for (const [what, request] of Object.entries(malformed(action))) {
      const { status } = await send(request);
      if (![400, 403, 404].includes(status)) findings.add(`${what} has the status ${status}`);
    }
    for (let number = 0; number < MUTATIONS[scale]; number += 1) {
      const request = mutated(
        random.pick(Object.values(validCalls(action)) as [ValidCall, ...ValidCall[]]),
        random,
      );
      const { status } = await send(request);
      if (status >= 500)
        findings.add(
          `the status is ${status} for ${JSON.stringify(request.headers)} ${request.body}`,
        );
    }
    return {
      hits: findings.hits,
      figures: { "mutated calls": MUTATIONS[scale] },
      problems: findings.problems,
    };
  },
});

const formOf = (fields: readonly [string, string][]): string =>
  `${fields
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("")}--${BOUNDARY}--\r\n`;

interface ValidCall {
  headers: Record<string, string>;
  body: string;
}

const validCalls = ({ id, fields }: ServerAction): Record<string, ValidCall> => ({
  "the form without scripts": { headers: FORM, body: formOf([...fields, ...CREDENTIALS]) },
  "the form with scripts": {
    headers: { ...FORM, "next-action": id },
    body: formOf([...CREDENTIALS.map(prefixed), ["0", ARGUMENTS]]),
  },
  "a call with plain values": {
    headers: { ...TEXT, "next-action": id },
    body: '[{"email":"$$"},"$K1"]',
  },
});

const prefixed = ([name, value]: [string, string]): [string, string] => [`_1_${name}`, value];

/** What Next's parsers of forms do not read alike, or fail with. */
const FIELD_ENDS = [
  '\0"',
  '\\""',
  '"; filename="a"',
  '"\r\ncontent-type: text/plain; charset=utf-16',
  '"; filename="a"\r\ncontent-transfer-encoding: base64',
];

function malformed({ id }: ServerAction): Record<string, Call> {
  const call = (body: string): Call => ({ headers: { ...TEXT, "next-action": id }, body });
  const form = (...fields: [string, string][]): Call => ({
    headers: FORM,
    body: formOf(fields),
  });
  const data = (headers: Record<string, string>, path = "/sign-in"): Call => ({
    method: "GET",
    path,
    headers: { rsc: "1", ...headers },
  });
  const described = (bound: string): [string, string] => [
    "$ACTION_1:0",
    JSON.stringify({ id, bound }),
  ];
  const reference: [string, string] = ["$ACTION_REF_1", ""];
  const ids = ["", "00", "x".repeat(300), "__proto__", "0".repeat(42)];
  const values = ["$1", "$@1", "$F1", "$h1", "$Q1", "$W1", "$B1", "$R1", "$T", "$nx", "$0:a:b"];
  return {
    ...Object.fromEntries(
      ids.map((other) => [
        `the action ${other.slice(0, 50)}`,
        { headers: { ...TEXT, "next-action": other }, body: "[]" },
      ]),
    ),
    ...Object.fromEntries(
      ids.map((other) => [`a form of ${other}`, form([`$ACTION_ID_${other}`, ""])]),
    ),
    ...Object.fromEntries(values.map((value) => [`the value ${value}`, call(`[{},"${value}"]`)])),
    "an action of another page": { ...call(ARGUMENTS), path: "/docs/api" },
    "no arguments": call("[]"),
    "arguments of another type": call("[1,2]"),
    "arguments that are no list": call("{}"),
    "arguments that are null": call("null"),
    "a state that is null": call('[null,"$K1"]'),
    "an empty body": call(""),
    "a body that is not JSON": call("{nope"),
    "a body that is very deep": call("[".repeat(3_000) + "]".repeat(3_000)),
    "a form for the action of two arguments": form([`$ACTION_ID_${id}`, ""]),
    "a form without an action": form(...CREDENTIALS),
    "a reference that is not described": form(reference),
    "a reference without arguments": form(reference, described("$@1")),
    "a reference with malformed arguments": form(reference, described("$@1"), ["$ACTION_1:1", "x"]),
    "a reference to another part": form(reference, described("$@7")),
    "a reference with many arguments": form(reference, described("$@1"), [
      "$ACTION_1:1",
      JSON.stringify(Array(2_000).fill(1)),
    ]),
    ...Object.fromEntries(
      FIELD_ENDS.map((end) => [
        `a form for a script with a field that ends with ${JSON.stringify(end)}`,
        {
          headers: { ...FORM, "next-action": id },
          body: formOf([...CREDENTIALS.map(prefixed), ["0", ARGUMENTS]]).replace(
            'word"',
            `word${end}`,
          ),
        },
      ]),
    ),
    "a form without an end": { headers: FORM, body: formOf(CREDENTIALS).slice(0, -30) },
    "a form without a boundary": {
      headers: { "content-type": "multipart/form-data" },
      body: formOf(CREDENTIALS),
    },
    "a form for a script without its first part": {
      headers: { ...FORM, "next-action": id },
      body: formOf(CREDENTIALS.map(prefixed)),
    },
    "a form for a script whose first part is a file": {
      headers: { ...FORM, "next-action": id },
      body: formOf([['0"; filename="a', "[]"]]),
    },
    "a call as urlencoded": {
      headers: { "next-action": id, "content-type": "application/x-www-form-urlencoded" },
      body: "a=b",
    },
    "a call of an unreadable origin": {
      headers: { ...TEXT, "next-action": id, origin: "http://", "sec-fetch-site": "same-origin" },
      body: "[]",
    },
    "a call of no origin": {
      headers: { ...TEXT, "next-action": id, origin: "null", "sec-fetch-site": "same-origin" },
      body: "[]",
    },
    "a router state that is not JSON": data({ "next-router-state-tree": "{" }),
    "a router state of another shape": data({ "next-router-state-tree": "%5B%22%22%2C5%5D" }),
    "a router state with a wrong escape": data({ "next-router-state-tree": "%" }),
    "a path with a wrong escape": data({}, "/dashboard/%ff"),
    "a path of no page": data({}, "/nothing?_rsc=%"),
    "data of the build": data({}, "/_next/data/x/sign-in.json"),
  };
}

/** Cuts, repeats or changes a part of a call. */
function mutated({ headers, body }: ValidCall, random: Random): Call {
  const from = random.integer(0, body.length - 1);
  const to = random.integer(from, Math.min(from + 40, body.length));
  const inserted = random.pick([
    "",
    "",
    "$",
    '"',
    "[",
    "]",
    "{}",
    "\0",
    "\r\n",
    "$K9",
    "\u20ac",
    "0",
  ]);
  return {
    headers: random.chance(0.2) ? { ...headers, "content-type": random.pick(TYPES) } : headers,
    body: random.chance(0.2)
      ? body.slice(0, from)
      : body.slice(0, from) + inserted + body.slice(to),
  };
}

const TYPES = [
  `multipart/form-data; boundary="${BOUNDARY}"`,
  `multipart/form-data; boundary=${BOUNDARY}; charset=utf-16`,
  `Multipart/Form-Data;boundary=${BOUNDARY}`,
  "multipart/mixed; boundary=x",
  "application/json",
  "text/plain;charset=utf-7",
  "application/x-www-form-urlencoded",
  "",
] as const;
