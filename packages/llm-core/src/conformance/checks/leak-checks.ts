import loraVectors from "../../lora/__vectors__/lora.json";
import { streamTokens } from "../../generation/generate.ts";
import { addLora } from "../../lora/add-lora.ts";
import { mergeLora } from "../../lora/merge-lora.ts";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { weightedMean } from "../../training/fixtures/weighted-mean.ts";
import { restoreWeights } from "../../training/loop/restore-checkpoint.ts";
import { train } from "../../training/loop/train.ts";
import { validate } from "../../training/loop/validate.ts";
import { BatchStream } from "../../training/packing/batch-stream.ts";
import { packDocuments } from "../../training/packing/pack-documents.ts";
import { expandVocabulary } from "../../vocabulary/expand-vocabulary.ts";
import type { ConformanceCheck } from "../conformance-check.ts";

const { config, documents } = loraVectors;
const makeModel = () => createLlama(llamaConfig("tiny", config), { seed: 1 });

/** Exports that no other check calls; whoever runs the checks counts the tensors that are left. */
export const leakChecks: readonly ConformanceCheck[] = [
  {
    name: "unit: a stream of tokens that nobody reads to its end leaves nothing behind",
    run: async () => {
      const model = makeModel();
      for await (const { index } of streamTokens({ model, prompt: [1, 2], maxTokens: 8 }))
        if (index === 2) break;
      model.dispose();
    },
  },
  {
    name: "unit: validation, its best weights, and their restoration leave nothing behind",
    run: async () => {
      const model = makeModel();
      const { batches } = packDocuments({ documents, rows: 2, time: 7 });
      await validate({ model, batches, objective: weightedMean });
      await train({
        model,
        batches: new BatchStream({ documents, rows: 2, time: 7 }),
        objective: weightedMean,
        steps: 2,
        validate: { every: 1, batches, onBest: (checkpoint) => restoreWeights(model, checkpoint) },
      });
      model.dispose();
    },
  },
  {
    name: "unit: an adapter merged into its model, and an expanded vocabulary, leave nothing behind",
    run: async () => {
      const model = makeModel();
      addLora(model);
      mergeLora(model);
      const { model: expanded } = await expandVocabulary(model, 2);
      expanded.dispose();
      model.dispose();
    },
  },
];
