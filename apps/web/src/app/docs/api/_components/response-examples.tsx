import type { MediaType } from "@/app/api/v1/openapi.json/document";
import { Snippet } from "@/components/snippet/snippet";

interface ResponseExamplesProps {
  status: string;
  /** The response bodies, by content type. */
  content: Record<string, MediaType>;
}

/** The examples of a response body in the document. */
export function ResponseExamples({ status, content }: ResponseExamplesProps) {
  return Object.values(content)
    .flatMap(({ examples = {} }) => Object.entries(examples))
    .map(([name, { summary, value }]) => (
      <Snippet key={name} label={`${status}: ${summary}`} text={JSON.stringify(value, null, 2)} />
    ));
}
