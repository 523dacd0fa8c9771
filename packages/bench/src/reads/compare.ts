import type { Progress } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { type Answer, differenceOf, missingIn } from "./answer";
import type { Contender } from "./contenders/contender";
import { QUESTIONS, type QuestionName } from "./question";

/** What a contender leaves unanswered of a question. */
export interface Gap {
  contender: string;
  question: QuestionName;
  missing: string[];
}

/**
 * Compares every answer of every contender with the product's: what it answers must be equal. Answers
 * what they leave out; throws a Refusal that says where one differs.
 */
export async function compareAnswers(
  product: Contender,
  others: readonly Contender[],
  progress: Progress,
): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const [name, read] of Object.entries(product.reads)) {
    const question = name as QuestionName;
    const expected = await read.answer();
    refuseEmpty(question, expected);
    for (const { name: contender, reads } of others) {
      const answer = await progress.step(`  ${QUESTIONS[question].title}: ${contender}`, async () =>
        reads[question]?.answer(),
      );
      if (!answer) continue;
      const difference = differenceOf(answer, expected);
      if (difference !== null)
        throw new Refusal(
          `${contender} answers another ${QUESTIONS[question].title}: ${difference}`,
        );
      const missing = missingIn(answer, expected);
      if (missing.length > 0) gaps.push({ contender, question, missing });
    }
  }
  return gaps;
}

/** Two empty answers are equal and say nothing. */
function refuseEmpty(question: QuestionName, answer: Answer): void {
  const empty = Object.keys(answer).find((about) => answer[about]?.length === 0);
  if (empty) throw new Refusal(`The product answers ${question} without any ${empty}.`);
}
