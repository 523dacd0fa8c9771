import type { MediaType } from "@/app/api/v1/openapi.json/document";
import { Snippet } from "@/components/snippet/snippet";

interface AnswerExamplesProps {
  status: string;
  /** What is answered, by content type. */
  content: Record<string, MediaType>;
}

/** What the body of an answer looks like, where the document shows one. */
export function AnswerExamples({ status, content }: AnswerExamplesProps) {
  return Object.values(content)
    .flatMap(({ examples = {} }) => Object.entries(examples))
    .map(([name, { summary, value }]) => (
      <Snippet key={name} label={`${status}: ${summary}`} text={JSON.stringify(value, null, 2)} />
    ));
}
