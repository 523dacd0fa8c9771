import { Refusal } from "@ai-cost/domain";
import type { ColumnMapping, FieldSource } from "../column-mapping";
import type { RowProblem, RowTexts } from "../rows/map-row";

const SHOWN_COLUMNS = 30;

/**
 * Finds the mapped columns in the header and returns a function that picks a row's fields from its
 * cells, or says that the row has too few or too many. Throws a Refusal if a column is missing or is
 * there twice.
 */
export function findColumns(
  header: readonly string[],
  mapping: ColumnMapping,
): (cells: readonly string[]) => RowTexts | RowProblem {
  const read = (source: FieldSource | null) => readerOf(header, source);
  const readers = {
    time: read(mapping.time),
    inputTokens: read(mapping.inputTokens),
    outputTokens: read(mapping.outputTokens),
    model: read(mapping.model),
    provider: read(mapping.provider),
    agentType: read(mapping.agentType),
    run: read(mapping.run),
    cost: read(mapping.cost),
  };
  return (cells) => {
    if (cells.length !== header.length)
      return { problem: `it has ${fieldCount(cells)} and the header ${fieldCount(header)}` };
    return {
      time: readers.time(cells),
      inputTokens: readers.inputTokens(cells),
      outputTokens: readers.outputTokens(cells),
      model: readers.model(cells),
      provider: readers.provider(cells),
      agentType: readers.agentType(cells),
      run: readers.run(cells),
      cost: readers.cost(cells),
    };
  };
}

const fieldCount = ({ length }: readonly string[]): string =>
  length === 1 ? "1 field" : `${length} fields`;

type Reader = (cells: readonly string[]) => string | null;

function readerOf(header: readonly string[], source: FieldSource | null): Reader {
  if (source === null) return () => null;
  if ("value" in source) return () => source.value;
  const index = columnIndex(header, source.column.trim());
  return (cells) => cells[index] || null;
}

function columnIndex(header: readonly string[], column: string): number {
  const index = header.indexOf(column);
  if (index === -1)
    throw new Refusal(`There is no column "${column}"; there are ${listed(header)}.`);
  const another = header.indexOf(column, index + 1);
  if (another !== -1)
    throw new Refusal(
      `Column "${column}" is there twice, as columns ${index + 1} and ${another + 1}; rename one of them.`,
    );
  return index;
}

function listed(header: readonly string[]): string {
  const names = header.slice(0, SHOWN_COLUMNS).map((name) => JSON.stringify(name));
  const more = header.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
