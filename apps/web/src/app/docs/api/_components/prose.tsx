import { Fragment } from "react";

/** Paragraphs of text. It renders the `code` and **bold** marks of the OpenAPI document's descriptions. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <Inline text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** One paragraph, with its `code` and **bold** marks rendered. */
export function Inline({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((piece, index) => {
    return <Fragment key={index}>{styled(piece)}</Fragment>;
  });
}

function styled(piece: string) {
  if (piece.startsWith("`"))
    return <code className="wrap-anywhere font-mono text-[0.92em]">{piece.slice(1, -1)}</code>;
  if (piece.startsWith("**"))
    return <strong className="font-semibold">{piece.slice(2, -2)}</strong>;
  return piece;
}
