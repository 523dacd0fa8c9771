import { ChevronDown, Plus, X } from "lucide-react";
import type { ThingKind } from "@/app/dashboard/_labels/swatches";
import { classNames } from "@/components/class-names";
import { Skeleton } from "@/components/feedback/skeleton";
import { Menu } from "@/components/menu/menu";
import { onDemand } from "@/components/on-demand";
import type { FilterChoice } from "./filter-choice";

/** The list is loaded when somebody opens it, because most visits filter nothing. */
const FilterMenu = onDemand(
  () => import("./filter-menu").then((module) => module.FilterMenu),
  <Skeleton label="Loading the names" className="min-h-40" />,
);

const NOUNS: Readonly<Record<ThingKind, string>> = { agentType: "Agent type", model: "Model" };

const LOOK =
  "inline-flex h-8 min-w-0 items-center gap-1.5 border text-sm pointer-coarse:h-11 hover:bg-sunken";

/** A filter: a dashed button while it limits nothing, otherwise its names with a button that removes it. */
export function FilterChip(props: FilterChoice) {
  const { kind, chosen, labelOf, onChange } = props;
  const noun = NOUNS[kind];
  const [first] = chosen;
  return (
    <span className="inline-flex min-w-0 max-w-full">
      <Menu
        label={first === undefined ? `Filter by ${noun.toLowerCase()}` : undefined}
        buttonClassName={classNames(
          LOOK,
          first === undefined
            ? "rounded-base border-field border-dashed px-2.5 text-muted hover:text-ink"
            : "rounded-l-base border-accent/40 bg-accent-soft px-2.5 text-accent-strong",
        )}
        button={
          first === undefined ? (
            <>
              <Plus aria-hidden="true" className="size-4" />
              {noun}
            </>
          ) : (
            <>
              <span className="truncate">
                {noun}: <strong className="font-semibold">{summaryOf(chosen, labelOf)}</strong>
              </span>
              <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
            </>
          )
        }
      >
        {() => <FilterMenu {...props} />}
      </Menu>
      {first !== undefined && (
        <button
          type="button"
          aria-label={`Remove the filter by ${noun.toLowerCase()}`}
          onClick={() => onChange([])}
          className={classNames(
            LOOK,
            "shrink-0 justify-center rounded-r-base border-accent/40 border-l-0 bg-accent-soft px-2 text-accent-strong pointer-coarse:w-11",
          )}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </span>
  );
}

/** Two names, or one and the number of the others. */
function summaryOf(chosen: readonly string[], labelOf: (key: string) => string): string {
  const [first = "", second, ...others] = chosen;
  if (second === undefined) return labelOf(first);
  if (others.length === 0) return `${labelOf(first)}, ${labelOf(second)}`;
  return `${labelOf(first)} and ${others.length + 1} more`;
}
