import { formatShortId } from "@/lib/format";

/** The last characters of an id, with the full id in its `title`. */
export function ShortId({ id }: { id: string }) {
  return (
    <span title={id} className="whitespace-nowrap font-mono text-xs">
      <span aria-hidden="true">…</span>
      {formatShortId(id)}
    </span>
  );
}
