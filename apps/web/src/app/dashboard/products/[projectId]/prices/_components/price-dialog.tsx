import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/dialog/dialog";
import { Field } from "@/components/form/field";
import { SaveOrCancel } from "@/components/form/save-or-cancel";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";
import type { ModelPrice, NewPrice } from "../outputs";
import { PRICE_PROBLEM, typedPrice } from "./typed-price";

const PRICE_FIELDS = [
  { name: "inputUsdPerMillion", label: "Input", isRequired: true },
  { name: "outputUsdPerMillion", label: "Output", isRequired: true },
  { name: "cacheReadUsdPerMillion", label: "Cache read", isRequired: false },
  { name: "cacheWriteUsdPerMillion", label: "Cache write", isRequired: false },
] as const;

type PriceField = (typeof PRICE_FIELDS)[number]["name"];

interface PriceDialogProps {
  /**
   * The price to edit. Only `model` is set for a model without a price; nothing is set to add a price
   * for a new model.
   */
  price: Partial<ModelPrice>;
  /** The promise rejects when the server refuses the price. */
  onSave: (price: NewPrice) => Promise<unknown>;
  onClose: () => void;
}

/** A dialog that sets the prices of a model, in dollars per million tokens. */
export function PriceDialog({ price, onSave, onClose }: PriceDialogProps) {
  const [invalid, setInvalid] = useState<readonly PriceField[]>([]);
  const { isPending, problem, attempt } = useAttempt();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { typed, invalidFields } = parseFields(form);
    setInvalid(invalidFields);
    if (invalidFields.length > 0) return;
    const model = price.model ?? formText(form, "model");
    // `parseFields` has checked that the two required prices are present.
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
            hint="The name of the model in reports."
          />
        )}
        <div className="grid grid-cols-2 gap-x-3 gap-y-2">
          {PRICE_FIELDS.map(({ name, label, isRequired }) => (
            <Field
              key={name}
              label={label}
              name={name}
              prefix="$"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={price[name] ?? ""}
              hint={isRequired ? "per million tokens" : "empty: same as input"}
              error={invalid.includes(name) ? PRICE_PROBLEM : undefined}
            />
          ))}
        </div>
        <p className="text-muted text-sm">
          It counts for usage recorded from now on, and can then be applied to past charges that
          have no price. A price of 0 makes these calls free.
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

/** Parses the price fields of the form, and lists the invalid fields. */
function parseFields(form: FormData) {
  const typed: Partial<Record<PriceField, number>> = {};
  const invalidFields: PriceField[] = [];
  for (const { name, isRequired } of PRICE_FIELDS) {
    const dollars = typedPrice(formText(form, name));
    if (dollars === null || (dollars === undefined && isRequired)) invalidFields.push(name);
    else if (dollars !== undefined) typed[name] = dollars;
  }
  return { typed, invalidFields };
}
