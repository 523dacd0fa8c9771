import { formatShortId } from "@/lib/format";

/** The telling end of an id, the whole of it in the title and for those who hear it. */
export function ShortId({ id }: { id: string }) {
  return (
    <span title={id} className="whitespace-nowrap font-mono text-xs">
      <span aria-hidden="true">…</span>
      {formatShortId(id)}
    </span>
  );
}
