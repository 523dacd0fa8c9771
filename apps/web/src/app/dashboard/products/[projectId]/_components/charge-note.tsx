import type { RouterOutputs } from "@ai-cost/api";
import { formatDollars } from "@/lib/format";

type Charge = RouterOutputs["pipelineRuns"]["listCharges"][number];

/** What a person should know about the cost of a charge: lines below it, or nothing. */
export function ChargeNotes({ charge }: { charge: Omit<Charge, "jobId"> }) {
  return notesOf(charge).map((note) => (
    <span key={note} className="block font-normal text-muted text-xs">
      {note}
    </span>
  ));
}

function notesOf({ isSuperseded, isCompleted, priceNote, refundedCost }: Omit<Charge, "jobId">) {
  if (isSuperseded) return ["counted by another report"];
  return [
    ...(isCompleted ? ["completed by a later report"] : []),
    ...(priceNote === null ? [] : [priceNote]),
    ...(refundedCost > 0 ? [`${formatDollars(refundedCost)} refunded`] : []),
  ];
}
