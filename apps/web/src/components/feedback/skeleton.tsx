import { classNames } from "../class-names";

/** A grey placeholder with the size of the content that is loading, and a sentence for screen readers. */
export function Skeleton({ label, className }: { label: string; className?: string }) {
  return (
    <div role="status" className={classNames("flex flex-col gap-3 p-4", className)}>
      <span className="sr-only">{label}</span>
      {["w-11/12", "w-9/12", "w-10/12", "w-7/12", "w-8/12"].map((width) => (
        <span key={width} className={classNames("h-5 rounded-base bg-sunken", width)} />
      ))}
    </div>
  );
}
