import { ProblemNote } from "@/components/form/problem-note";

/** What a client sees that has opened too many invalid links, whatever link it opens now. */
export function WaitNotice({ problem }: { problem: string }) {
  return (
    <>
      <h1 className="font-semibold text-2xl">Invitation</h1>
      <ProblemNote problem={problem} />
    </>
  );
}
