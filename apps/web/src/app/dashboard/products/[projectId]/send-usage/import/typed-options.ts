import type { UploadOptionsInput } from "@/app/api/usage-imports/upload";
import { formText } from "@/lib/form-text";
import { COLUMN_FIELDS } from "./column-fields";

type Prices = NonNullable<UploadOptionsInput["prices"]>;
type TypedOptions = { options: UploadOptionsInput } | { problem: string };

export const PRICE_FIELDS = [
  { name: "inputUsdPerMillion", label: "Input price" },
  { name: "outputUsdPerMillion", label: "Output price" },
  { name: "cacheReadUsdPerMillion", label: "Cached input price" },
  { name: "cacheWriteUsdPerMillion", label: "Cache-write price" },
] as const satisfies readonly { name: keyof Prices; label: string }[];

export const CACHE_COUNTS = [
  { value: "", label: "As the columns’ names say" },
  { value: "inside", label: "Part of the input tokens" },
  { value: "beside", label: "Beside the input tokens" },
] as const;
export const DATE_ORDERS = [
  { value: "", label: "As the dates show" },
  { value: "dmy", label: "Day, month, year" },
  { value: "mdy", label: "Month, day, year" },
  { value: "ymd", label: "Year, month, day" },
] as const;
export const DECIMAL_SIGNS = [
  { value: "", label: "As the numbers show" },
  { value: "dot", label: "Dot: 1,250.5" },
  { value: "comma", label: "Comma: 1.250,5" },
] as const;

/** The options of the form, or what is missing in it. */
export function typedOptions(form: FormData, mapsColumns: boolean): TypedOptions {
  const options: UploadOptionsInput = {
    ignoredColumns: formText(form, "ignoredColumns")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    dateOrder: choiceOf(form, "dateOrder", DATE_ORDERS),
    decimalSign: choiceOf(form, "decimalSign", DECIMAL_SIGNS),
  };
  return mapsColumns ? withColumns(options, form) : { options };
}

function withColumns(options: UploadOptionsInput, form: FormData): TypedOptions {
  const typed = Object.fromEntries(
    COLUMN_FIELDS.flatMap(({ name }) => {
      const text = formText(form, name).trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
  const { time, inputTokens, outputTokens } = typed;
  if (!time || !inputTokens || !outputTokens)
    return { problem: "Name the columns of the time, the input tokens and the output tokens." };
  const prices = typedPrices(form);
  if (prices && "problem" in prices) return prices;
  if (!typed.cost && !typed.model && !prices)
    return { problem: "Say what the tokens cost: a cost column, a model, or both prices." };
  return {
    options: {
      ...options,
      mapping: { ...typed, time, inputTokens, outputTokens },
      prices,
      cacheCounts: choiceOf(form, "cacheCounts", CACHE_COUNTS),
    },
  };
}

function typedPrices(form: FormData): Prices | { problem: string } | null {
  const typed = Object.fromEntries(
    PRICE_FIELDS.flatMap(({ name }) => {
      const text = formText(form, name).trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
  if (Object.keys(typed).length === 0) return null;
  if (!Object.values(typed).every((text) => /^\d+(\.\d+)?$/.test(text)))
    return { problem: "Write prices in US dollars per million tokens, such as 3 or 0.15." };
  const { inputUsdPerMillion, outputUsdPerMillion } = typed;
  if (!inputUsdPerMillion || !outputUsdPerMillion)
    return { problem: "Input price and output price go together: one of them is missing." };
  return { ...typed, inputUsdPerMillion, outputUsdPerMillion };
}

/** The chosen value of a select; null for its first option, which leaves the choice to the file. */
function choiceOf<Choice extends string>(
  form: FormData,
  name: string,
  choices: readonly { value: Choice }[],
): Exclude<Choice, ""> | null {
  const chosen = choices.find(({ value }) => value !== "" && value === formText(form, name));
  return chosen ? (chosen.value as Exclude<Choice, "">) : null;
}
