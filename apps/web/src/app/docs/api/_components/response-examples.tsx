import type { MediaType } from "@/app/api/v1/openapi.json/document";
import { Snippet } from "@/components/snippet/snippet";

interface ResponseExamplesProps {
  status: string;
  /** The documentation of the response body for each content type. */
  content: Record<string, MediaType>;
}

/** The example response bodies of one status. */
export function ResponseExamples({ status, content }: ResponseExamplesProps) {
  return Object.values(content)
    .flatMap(({ examples = {} }) => Object.entries(examples))
    .map(([name, { summary, value }]) => (
      <Snippet key={name} label={`${status}: ${summary}`} text={JSON.stringify(value, null, 2)} />
    ));
}
