import type { FieldSource, Mapping } from "../mapping";
import type { CountTexts, RowProblem, RowTexts } from "../rows/map-row";
import { fieldCountProblem } from "./field-count";
import { requireColumn, requireColumns } from "./find-columns";

/**
 * Finds the mapped columns in the header. The returned function extracts the texts of the mapped fields
 * from a row's cells, or reports that the row has the wrong number of cells. Throws an `UnreadableFile`
 * when a column is missing or ambiguous.
 */
export function rowTextReader(
  header: readonly string[],
  mapping: Mapping,
): (cells: readonly string[]) => RowTexts | RowProblem {
  const text = (source: FieldSource | null) => textReader(header, source);
  const count = (source: FieldSource | null) => countReader(header, source);
  const time = text(mapping.time);
  const inputTokens = count(mapping.inputTokens);
  const cacheReadTokens = count(mapping.cacheReadTokens);
  const cacheWriteTokens = count(mapping.cacheWriteTokens);
  const outputTokens = count(mapping.outputTokens);
  const reasoningTokens = count(mapping.reasoningTokens);
  const audioInputTokens = count(mapping.audioInputTokens);
  const audioOutputTokens = count(mapping.audioOutputTokens);
  const serviceTier = text(mapping.serviceTier);
  const batch = text(mapping.batch);
  const model = text(mapping.model);
  const provider = text(mapping.provider);
  const agentType = text(mapping.agentType);
  const run = text(mapping.run);
  const cost = text(mapping.cost);
  return (cells) => {
    const problem = fieldCountProblem(header, cells);
    if (problem) return problem;
    return {
      time: time(cells),
      inputTokens: inputTokens(cells),
      cacheReadTokens: cacheReadTokens(cells),
      cacheWriteTokens: cacheWriteTokens(cells),
      outputTokens: outputTokens(cells),
      reasoningTokens: reasoningTokens(cells),
      audioInputTokens: audioInputTokens(cells),
      audioOutputTokens: audioOutputTokens(cells),
      serviceTier: serviceTier(cells),
      batch: batch(cells),
      model: model(cells),
      provider: provider(cells),
      agentType: agentType(cells),
      run: run(cells),
      cost: cost(cells),
    };
  };
}

function textReader(
  header: readonly string[],
  source: FieldSource | null,
): (cells: readonly string[]) => string | null {
  if (source === null) return () => null;
  if ("value" in source) return () => source.value;
  const index = requireColumn(header, source.column);
  return (cells) => cells[index] || null;
}

const NOT_MAPPED: CountTexts = [];

function countReader(
  header: readonly string[],
  source: FieldSource | null,
): (cells: readonly string[]) => CountTexts {
  if (source === null) return () => NOT_MAPPED;
  if ("value" in source) {
    const texts = [source.value];
    return () => texts;
  }
  const columns = requireColumns(header, source);
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return (cells) => [cells[only] || null];
  return (cells) => columns.map((index) => cells[index] || null);
}
