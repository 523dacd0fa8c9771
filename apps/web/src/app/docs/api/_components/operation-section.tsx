import type { Operation } from "@/app/api/v1/openapi.json/document";
import { Badge } from "@/components/feedback/badge";
import { Card } from "@/components/layout/card";
import { Snippet } from "@/components/snippet/snippet";
import { curlLines } from "../curl-lines";
import { Inline, Prose } from "./prose";
import { ResponseExamples } from "./response-examples";
import { ResponseTable } from "./response-table";

interface OperationSectionProps {
  publicUrl: string;
  path: string;
  operation: Operation;
}

/** The section of one endpoint: its purpose, its request with examples to copy, and its responses. */
export function OperationSection({ publicUrl, path, operation }: OperationSectionProps) {
  const { operationId, summary, description, requestBody, externalDocs } = operation;
  return (
    <section aria-labelledby={operationId} className="flex flex-col gap-4">
      <h2 id={operationId} className="scroll-mt-4 font-semibold text-xl">
        {summary}
      </h2>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone="accent">POST</Badge>
        <code className="wrap-anywhere font-mono">{path}</code>
      </p>
      <Prose text={description} />
      {externalDocs && (
        <p>
          The messages are those of{" "}
          <a href={externalDocs.url} className="text-accent underline underline-offset-2">
            {externalDocs.description}
          </a>
          .
        </p>
      )}
      <p className="max-w-3xl text-muted text-sm">
        <Inline text={requestBody.description} /> Content types:{" "}
        {Object.keys(requestBody.content).join(", ")}.
      </p>
      {Object.entries(requestBody.content).flatMap(([mediaType, { examples = {} }]) =>
        Object.entries(examples).map(([name, example]) => (
          <Snippet
            key={name}
            label={example.summary}
            text={curlLines(`${publicUrl}${path}`, mediaType, example.value)}
          />
        )),
      )}
      <Card className="overflow-hidden">
        <ResponseTable operation={operation} />
      </Card>
      {Object.entries(operation.responses).map(([status, { content }]) => (
        <ResponseExamples key={status} status={status} content={content ?? {}} />
      ))}
    </section>
  );
}
