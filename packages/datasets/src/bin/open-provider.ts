import { createSimulatorProvider } from "../synthesis/provider/simulator-provider.ts";
import type { DialogueProvider, TokenPrice } from "../synthesis/provider/dialogue-provider.ts";

/** Names of the providers that the command line knows. */
export const PROVIDERS = ["simulator", "openai-compatible", "gemini", "gemini-batch"] as const;

/** Opens a provider by its name; the packages behind it are loaded only then. */
export async function openProvider(options: {
  provider: (typeof PROVIDERS)[number];
  model?: string;
  baseUrl?: string;
  /** Name of the environment variable that holds the key. */
  apiKeyEnv?: string;
  price: TokenPrice;
  idempotent?: boolean;
  seed: number;
}): Promise<DialogueProvider> {
  const { provider, baseUrl = "http://localhost:11434/v1", price, idempotent, seed } = options;
  if (provider === "simulator") return createSimulatorProvider({ seed });
  const model = options.model;
  if (model === undefined) throw new RangeError(`--provider ${provider} needs --model NAME.`);

  if (provider === "openai-compatible") {
    const { createOpenAiCompatibleProvider } = await load(
      () => import("../ai-sdk/index.ts"),
      "ai @ai-sdk/openai-compatible",
    );
    const name = options.apiKeyEnv;
    const apiKey = name === undefined ? undefined : () => keyIn(name);
    apiKey?.();
    return createOpenAiCompatibleProvider({ baseUrl, model, price, idempotent, apiKey });
  }
  const key = keyIn(options.apiKeyEnv ?? "GEMINI_API_KEY");
  const { GoogleGenAI } = await load(() => import("@google/genai"), "@google/genai");
  const { createGeminiBatchProvider, createGeminiProvider } = await import("../gemini/index.ts");
  const create = provider === "gemini" ? createGeminiProvider : createGeminiBatchProvider;
  return create({ client: new GoogleGenAI({ apiKey: key }), model, price, secrets: () => [key] });
}

function keyIn(name: string): string {
  const key = process.env[name];
  if (key) return key;
  throw new RangeError(
    `The environment variable ${name} is not set. Put the key there; it is not taken as an option.`,
  );
}

async function load<Module>(importing: () => Promise<Module>, packages: string): Promise<Module> {
  try {
    return await importing();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(`This provider needs a package that is not installed. Run: npm install ${packages}`, {
      cause: error,
    });
  }
}
