import { expect, test } from "vitest";
import { sellerOfHost } from "./seller-of-host";

test.each<[address: string, seller: string]>([
  ["openrouter.ai", "openrouter"],
  ["api.groq.com", "groq"],
  ["api.deepseek.com", "deepseek"],
  ["api.together.xyz", "together"],
  ["api.fireworks.ai", "fireworks"],
  ["api.mistral.ai", "mistral"],
  ["codestral.mistral.ai", "mistral"],
  ["us-east-1.api.x.ai", "x-ai"],
  ["api.cohere.com", "cohere"],
  ["api.perplexity.ai", "perplexity"],
  ["acme.openai.azure.com", "azure"],
  ["acme.services.ai.azure.com", "azure"],
  ["bedrock-runtime.us-east-1.amazonaws.com", "aws"],
  ["bedrock-runtime-fips.us-gov-west-1.amazonaws.com", "aws"],
  ["vpce-0a1b.bedrock-runtime.us-east-1.vpce.amazonaws.com", "aws"],
  ["us-central1-aiplatform.googleapis.com", "google"],
  ["aiplatform.googleapis.com", "google"],
  ["aiplatform.eu.rep.googleapis.com", "google"],
  ["generativelanguage.googleapis.com", "google"],
  ["api.anthropic.com", "anthropic"],
  ["api.openai.com", "openai"],
  ["eu.api.openai.com", "openai"],
  ["dashscope-intl.aliyuncs.com", "alibaba"],
])("%s is %s", (host, seller) => {
  for (const address of [host, host.toUpperCase(), `${host}:443`, `https://${host}/v1?key=x`])
    expect([address, sellerOfHost(address)]).toEqual([address, seller]);
});

test.each([
  "localhost",
  "127.0.0.1",
  "[::1]:8080",
  "http://localhost:4000/v1",
  "llm.internal",
  "notopenai.com",
  "api.openai.com.evil.example",
  "https://evil.example/api.openai.com",
  "s3.us-east-1.amazonaws.com",
  "storage.googleapis.com",
  "gateway.ai.cloudflare.com",
  "",
])("%s is not the host of a seller", (address) => {
  expect(sellerOfHost(address)).toBeNull();
});
