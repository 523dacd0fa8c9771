import type { Bar, Cell, Section } from "../../report/section";
import type { Gap } from "../compare";
import { LOOK_UP, PEER_NAMES, PEERS, PROCEDURE, STATEMENTS } from "../contenders/names";
import { LONGEST_MS } from "../measure";
import { QUESTION_NAMES, QUESTIONS, type QuestionName } from "../question";
import { inSelects, largestOf, type Measured, ratioOf } from "./measured";

/** How much faster than a peer the summary must be. */
const LEAST_TIMES: Readonly<Record<string, number>> = {
  [PEERS.liteLlmDaily]: 50,
  [PEERS.langfuse]: 1_000,
  [PEERS.plainJoin]: 5_000,
};
const MOST_SELECTS_OF_GATE = 5;

/** The product in multiples of `select 1`, and its peers in multiples of the product. */
export function ratiosSection(measured: Measured, gaps: readonly Gap[]): Section {
  return {
    title: `Reads at ${largestOf(measured)}`,
    notes: [...NOTES, ...gapNotes(gaps)],
    columns: ["question", LOOK_UP, STATEMENTS, PROCEDURE, ...PEER_NAMES],
    rows: QUESTION_NAMES.map((question) => [
      QUESTIONS[question].title,
      ...[LOOK_UP, STATEMENTS, PROCEDURE].map((name) => inSelects(measured, question, name)),
      ...PEER_NAMES.map((peer) => peerCell(measured, question, peer)),
    ]),
    bars: [
      ...QUESTION_NAMES.flatMap((question) => selectBars(measured, question)),
      ...peerBars(measured),
    ],
    summary: summaryOf(measured),
  };
}

const NOTES = [
  "About the project with 40 % of the charges and the month in which the fixed clock stands. Before anything was timed, every answer was compared with the product's and was equal.",
  "A primary-key look-up, a procedure and its statements are in multiples of `select 1` on the same connection, the others in multiples of the procedure's statements.",
  "A procedure is called as a page's server calls it, gate, transaction and answer included; its statements are those that it sends, prepared, without the gate's.",
  "Peers are read without a gate and past row-level security, and their tables hold no column that is not read or indexed, which favours them; a charge's row there bears what refunds and corrections made of it.",
  "The plain join finds the project by its run alone, as the specification has it; with the best indexes each table is told the project. The peers' plans are made for the values of each call.",
  "LiteLLM's amounts are floats, so its sums were rounded to the micro-dollar before they were compared. Langfuse's list of indexes is from memory.",
  `What took longer than ${LONGEST_MS / 1000} seconds was ended and is "more than".`,
];

const gapNotes = (gaps: readonly Gap[]): string[] => {
  const names = [...new Set(gaps.map(({ contender }) => contender))];
  return names.map((name) => {
    const missing = gaps
      .filter(({ contender }) => contender === name)
      .flatMap((gap) => gap.missing);
    return `${name} leaves out: ${[...new Set(missing)].join(", ")}.`;
  });
};

function peerCell(measured: Measured, question: QuestionName, peer: string): Cell {
  const { ratio, isMoreThan } = ratioOf(measured, question, largestOf(measured), [
    peer,
    STATEMENTS,
  ]);
  return isMoreThan ? `more than ${Math.floor(ratio).toLocaleString("en-US")}` : ratio;
}

function selectBars(measured: Measured, question: QuestionName): Bar[] {
  const { title, mostSelects } = QUESTIONS[question];
  if (mostSelects === null) return [];
  const statements = inSelects(measured, question, STATEMENTS);
  const gate = inSelects(measured, question, PROCEDURE) - statements;
  return [
    {
      what: `${title}: statements, in select 1`,
      measured: statements,
      bound: { atMost: mostSelects },
    },
    {
      what: `${title}: procedure beyond its statements, in select 1`,
      measured: gate,
      bound: { atMost: MOST_SELECTS_OF_GATE },
    },
  ];
}

const peerBars = (measured: Measured): Bar[] =>
  Object.entries(LEAST_TIMES).map(([peer, atLeast]) => {
    const pair = [peer, STATEMENTS] as const;
    const { ratio, isMoreThan } = ratioOf(measured, "summary", largestOf(measured), pair);
    return {
      what: `summary: ${peer}, in its statements`,
      measured: ratio,
      isMoreThan,
      bound: { atLeast },
    };
  });

function summaryOf(measured: Measured): string[] {
  const size = largestOf(measured);
  const ms = measured.timings("summary", size, PROCEDURE)?.ms ?? Number.NaN;
  const times = PEER_NAMES.map((peer) => [peer, peerCell(measured, "summary", peer)] as const);
  const texts = times.map(
    ([peer, cell]) =>
      `${peer} ${typeof cell === "number" ? Math.round(cell).toLocaleString("en-US") : cell}`,
  );
  return [
    `A month of the largest project, whole and through its gate, takes ${ms.toFixed(2)} ms at ${size} charges.`,
    `For what they can answer of it, others take so many times what its statements take: ${texts.join(", ")}.`,
  ];
}
