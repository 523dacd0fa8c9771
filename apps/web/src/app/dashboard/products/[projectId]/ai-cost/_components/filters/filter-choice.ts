import type { ThingKind } from "@/app/dashboard/_labels/swatches";
import type { View } from "../../view";

/** A choice of agent types or models. */
export interface FilterChoice {
  kind: ThingKind;
  projectId: string;
  view: View;
  /** The keys of the chosen agent types or models. */
  chosen: readonly string[];
  labelOf: (key: string) => string;
  onChange: (names: string[]) => void;
}
