import type { Progress } from "@ai-cost/command";
import type { Sql } from "@ai-cost/db";
import type { Size } from "../sizes";
import { provedFor } from "./asked";
import type { Contender } from "./contenders/contender";
import { LOOK_UP, SELECT_1 } from "./contenders/names";
import { type Lane, LONGEST_MS, measure, ROUNDS, type Timing } from "./measure";
import type { Contenders } from "./open-contenders";
import { QUESTION_NAMES, QUESTIONS, type QuestionName } from "./question";

/** A database's contenders. */
export type BySize = ReadonlyMap<Size, Contenders>;
/** What a question took a contender at a size; undefined where it was not asked. */
export type Timings = (question: QuestionName, size: Size, contender: string) => Timing | undefined;

/** Each question in turn, its contenders of all sizes side by side. */
export async function timeReads(sizes: BySize, progress: Progress): Promise<Timings> {
  for (const { owner } of sizes.values())
    await owner.unsafe(`set statement_timeout = ${LONGEST_MS}`);
  const found = new Map<QuestionName, Map<string, Timing>>();
  for (const question of QUESTION_NAMES)
    found.set(
      question,
      await progress.step(`  Timing: ${QUESTIONS[question].title}`, () =>
        time(question, sizes, progress),
      ),
    );
  return (question, size, contender) => found.get(question)?.get(laneName(size, contender));
}

const laneName = (size: Size, contender: string) => `${size} ${contender}`;

async function time(
  question: QuestionName,
  sizes: BySize,
  progress: Progress,
): Promise<Map<string, Timing>> {
  const quick: Lane[] = [];
  const slow: Lane[] = [];
  for (const [size, contenders] of sizes) {
    await prove(contenders.app, provedFor(question, contenders.asked));
    const lanesOf = (all: readonly Contender[]) =>
      all.flatMap(({ name, reads }) => {
        const run = reads[question]?.run;
        return run ? [{ name: laneName(size, name), run }] : [];
      });
    quick.push(...basics(size, contenders));
    quick.push(...lanesOf([contenders.statements, contenders.product]));
    slow.push(...lanesOf(contenders.others));
  }
  return measure(quick, slow, (round) => progress.say(`    round ${round} of ${ROUNDS}`));
}

/** For statements alone: the setting that the gate gives each transaction, here the connection's. */
const prove = (app: Sql, projectIds: readonly string[]) =>
  app`select set_config('ai_cost.project_ids', ${projectIds.join(",")}, false)`;

/** What nothing on that connection can be faster than. */
const basics = (size: Size, { app, asked: { projectId } }: Contenders): Lane[] => [
  { name: laneName(size, SELECT_1), run: () => app.unsafe("select 1", [], { prepare: true }) },
  {
    name: laneName(size, LOOK_UP),
    run: () =>
      app.unsafe("select name from projects where id = $1", [projectId], { prepare: true }),
  },
];
