import type { Cell, Section, Target } from "../../report/section";
import type { Gap } from "../compare-results";
import { PEER_NAMES, PEERS, PRIMARY_KEY, PROCEDURE, STATEMENTS } from "../contenders/names";
import { QUERIES, QUERY_NAMES, type QueryName } from "../queries/queries";
import { TIME_LIMIT_MS } from "../timing/measure";
import { inSelects, largestOf, type Measured, ratioOf } from "./measured";

/**
 * The targets for compared systems. The application meets a target if the compared system takes at least
 * this many times as long as the application's statements.
 */
const MIN_PEER_RATIOS = [
  { query: "summary", peer: PEERS.liteLlmDaily, atLeast: 50 },
  { query: "summary", peer: PEERS.langfuse, atLeast: 1_000 },
  { query: "summary", peer: PEERS.plainJoin, atLeast: 5_000 },
  { query: "agents30", peer: PEERS.liteLlmDaily, atLeast: 3 },
] as const;
/**
 * The target for the time of a procedure minus the time of its statements, in multiples of the time
 * of `select 1`.
 */
const MAX_PROCEDURE_SELECTS = 5;

/**
 * The report's section with ratios. The application's times are multiples of the time of `select
 * 1`. The times of the compared systems are multiples of the application's time.
 */
export function ratiosSection(measured: Measured, gaps: readonly Gap[]): Section {
  return {
    title: `Reads at ${largestOf(measured)}`,
    notes: [...NOTES, ...gapNotes(gaps)],
    columns: ["query", PRIMARY_KEY, STATEMENTS, PROCEDURE, ...PEER_NAMES],
    rows: QUERY_NAMES.map((query) => [
      QUERIES[query].title,
      ...[PRIMARY_KEY, STATEMENTS, PROCEDURE].map((name) => inSelects(measured, query, name)),
      ...PEER_NAMES.map((peer) => peerCell(measured, query, peer)),
    ]),
    targets: [
      ...QUERY_NAMES.flatMap((query) => selectTargets(measured, query)),
      ...peerTargets(measured),
    ],
    summary: summaryOf(measured),
  };
}

const NOTES = [
  "The queries are about the project with 40 % of the charges and the month of the fixed clock. Before anything was timed, every result was compared with the product's result and was equal to it.",
  "A primary-key lookup, a procedure and its statements are in multiples of `select 1` on the same connection. The others are in multiples of the procedure's statements.",
  "A procedure is called as the server of a page calls it, with access check, transaction and output. Its statements are the ones that it sends, prepared, without the access check.",
  "The peers are read without an access check and without row-level security, and their tables have only columns that are read or indexed. Both favour the peers. The amount of a charge there already includes its refunds and corrections.",
  "The plain join filters only the runs by project, as in the specification. With the best indexes, each table is filtered by project. The peers' statements are planned for the values of each call.",
  "LiteLLM's amounts are floats, so its sums were rounded to the micro-dollar before they were compared. The list of Langfuse's indexes is from memory.",
  `A statement that took longer than ${TIME_LIMIT_MS / 1000} seconds was cancelled and is "more than".`,
];

const gapNotes = (gaps: readonly Gap[]): string[] => {
  const names = [...new Set(gaps.map(({ contender }) => contender))];
  return names.map((name) => {
    const missing = gaps
      .filter(({ contender }) => contender === name)
      .flatMap((gap) => gap.missing);
    return `${name} cannot provide: ${[...new Set(missing)].join(", ")}.`;
  });
};

function peerCell(measured: Measured, query: QueryName, peer: string): Cell {
  const pair = [peer, STATEMENTS] as const;
  const { ratio, isMoreThan } = ratioOf(measured, query, largestOf(measured), pair);
  return isMoreThan ? `more than ${Math.floor(ratio).toLocaleString("en-US")}` : ratio;
}

function selectTargets(measured: Measured, query: QueryName): Target[] {
  const { title, maxSelects } = QUERIES[query];
  if (maxSelects === null) return [];
  const statements = inSelects(measured, query, STATEMENTS);
  const procedure = inSelects(measured, query, PROCEDURE);
  return [
    {
      what: `${title}: statements, in multiples of select 1`,
      measured: statements,
      bound: { atMost: maxSelects },
    },
    {
      what: `${title}: procedure beyond its statements, in multiples of select 1`,
      measured: procedure - statements,
      bound: { atMost: MAX_PROCEDURE_SELECTS },
    },
  ];
}

const peerTargets = (measured: Measured): Target[] =>
  MIN_PEER_RATIOS.map(({ query, peer, atLeast }) => {
    const pair = [peer, STATEMENTS] as const;
    const { ratio, isMoreThan } = ratioOf(measured, query, largestOf(measured), pair);
    return {
      what: `${QUERIES[query].title}: ${peer}, in multiples of the statements`,
      measured: ratio,
      isMoreThan,
      bound: { atLeast },
    };
  });

function summaryOf(measured: Measured): string[] {
  const size = largestOf(measured);
  const ms = measured.timings("summary", size, PROCEDURE)?.ms ?? Number.NaN;
  const peers = PEER_NAMES.map((peer) => {
    const cell = peerCell(measured, "summary", peer);
    return `${peer} ${typeof cell === "number" ? Math.round(cell).toLocaleString("en-US") : cell}`;
  });
  return [
    `The summary of a month of the largest project takes ${ms.toFixed(2)} ms at ${size} charges, with its access check.`,
    `For the parts that they can provide, the peers take this many times as long as its statements: ${peers.join(", ")}.`,
  ];
}
