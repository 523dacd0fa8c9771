import Link from "next/link";
import { Snippet } from "@/components/snippet/snippet";
import type { Destination, Source } from "../sources/source";

interface SourceGuideProps {
  source: Source;
  destination: Destination;
}

/** The instructions for one source: the lines to paste, and notes. */
export function SourceGuide({ source, destination }: SourceGuideProps) {
  const { label, docsUrl, stepsOf, notes } = source;
  return (
    <div className="flex flex-col gap-4">
      {stepsOf(destination).map(({ text, snippet }) => (
        <div key={text} className="flex flex-col gap-2">
          <p className="max-w-prose">{text}</p>
          {snippet && <Snippet label={snippet.place} text={snippet.text} />}
        </div>
      ))}
      <ul className="flex max-w-prose list-disc flex-col gap-1 pl-4 text-muted text-sm">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <Link
        href={docsUrl}
        className="self-start text-accent text-sm underline decoration-transparent underline-offset-2 hover:decoration-current"
        {...(docsUrl.startsWith("https:") && { target: "_blank", rel: "noreferrer" })}
      >
        {docsUrl.startsWith("https:") ? `Documentation of ${label}` : "All fields and responses"}
      </Link>
    </div>
  );
}
