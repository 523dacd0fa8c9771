import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Field } from "@/components/form/field";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";
import type { ModelPrice, NewPrice } from "../outputs";
import { SaveOrCancel } from "./save-or-cancel";
import { PRICE_PROBLEM, typedPrice } from "./typed-price";

const SIDES = [
  { name: "inputUsdPerMillion", label: "Input", isRequired: true },
  { name: "outputUsdPerMillion", label: "Output", isRequired: true },
  { name: "cacheReadUsdPerMillion", label: "Cache read", isRequired: false },
  { name: "cacheWriteUsdPerMillion", label: "Cache write", isRequired: false },
] as const;

type Side = (typeof SIDES)[number]["name"];

interface PriceDialogProps {
  /** The price that stands; a model alone for a first one, nothing for any model's. */
  price: Partial<ModelPrice>;
  /** Rejects with why not. */
  onSave: (price: NewPrice) => Promise<unknown>;
  onClose: () => void;
}

/** Asks what a million tokens of a model cost. */
export function PriceDialog({ price, onSave, onClose }: PriceDialogProps) {
  const [wrong, setWrong] = useState<readonly Side[]>([]);
  const { isPending, problem, attempt } = useAttempt();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { typed, refused } = typedSides(form);
    setWrong(refused);
    if (refused.length > 0) return;
    const model = price.model ?? formText(form, "model");
    // The form says which sides are there, and that the two that must be are.
    const saved = await attempt(() => onSave({ model, ...typed } as NewPrice));
    if (saved) onClose();
  }

  return (
    <Dialog title={price.model ? "Price of a model" : "Add a price"} onClose={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        {price.model ? (
          <p className="wrap-anywhere font-medium">{price.model}</p>
        ) : (
          <Field
            label="Model"
            name="model"
            maxLength={300}
            autoComplete="off"
            hint="As reports name it."
          />
        )}
        <div className="grid grid-cols-2 gap-x-3 gap-y-2">
          {SIDES.map(({ name, label, isRequired }) => (
            <Field
              key={name}
              label={label}
              name={name}
              prefix="$"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={price[name] ?? ""}
              hint={isRequired ? "for a million tokens" : "empty: as other input"}
              error={wrong.includes(name) ? PRICE_PROBLEM : undefined}
            />
          ))}
        </div>
        <p className="text-muted text-sm">
          It holds for what is recorded from now on. 0 is a price: such calls cost nothing.
        </p>
        <SaveOrCancel
          action="Save price"
          isPending={isPending}
          problem={problem}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** What was written for each side, and the sides that are no price. */
function typedSides(form: FormData) {
  const typed: Partial<Record<Side, number>> = {};
  const refused: Side[] = [];
  for (const { name, isRequired } of SIDES) {
    const dollars = typedPrice(formText(form, name));
    if (dollars === null || (dollars === undefined && isRequired)) refused.push(name);
    else if (dollars !== undefined) typed[name] = dollars;
  }
  return { typed, refused };
}
