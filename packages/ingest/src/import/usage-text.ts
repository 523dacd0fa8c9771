export const USAGE = `Records a CSV file of usage in a project, each row as one completed job.

  npm run import -- FILE --project ID --time COLUMN --input-tokens COLUMN --output-tokens COLUMN
                    and what it costs: --input-price USD --output-price USD, or --cost COLUMN,
                    or --model COLUMN

  FILE                      CSV with a header row, in UTF-8; gzip as well
  --project ID              the project, as in /dashboard/products/ID/ai-cost
  --time COLUMN             ISO 8601, YYYY-MM-DD HH:MM:SS (UTC unless it names a zone), or Unix time
  --input-tokens COLUMN     cached tokens included
  --output-tokens COLUMN    reasoning tokens included
  --input-price USD         dollars per million input tokens
  --output-price USD        dollars per million output tokens
  --cost COLUMN             dollars; goes before prices where it is filled
  --model COLUMN|=VALUE     the model; where nothing else says the cost, its known price does
  --provider COLUMN|=VALUE  who served the model
  --agent-type COLUMN|=VALUE  the agent; "unknown" when absent
  --run COLUMN|=VALUE       the pipeline run; one for each UTC day of the file when absent

Running it again changes nothing, and goes on where an interrupted one stopped. A row counts by its
mapped fields: two files that hold the same row count it once.

Example:
  npm run import -- usage.csv --project 01890a5d-ac96-774b-bcce-b302099a8057 \\
    --time TIMESTAMP --input-tokens ContextTokens --output-tokens GeneratedTokens \\
    --input-price 3 --output-price 15
`;
