"""A tiny Llama of transformers whose weights a test can compute for itself, and its loss on documents."""

import math

import torch
import torch.nn.functional as F
import transformers


def set_waves(parameters, scale):
    """Entry i of the n-th parameter by name is a wave; norms, of one dimension, lie around 1."""
    for number, name in enumerate(sorted(parameters)):
        parameter = parameters[name]
        waves = [math.sin(1.3 * i + number) for i in range(parameter.numel())]
        values = [1 + 0.1 * wave for wave in waves] if parameter.dim() == 1 else [scale * wave for wave in waves]
        parameter.data = torch.tensor(values, dtype=torch.float32).reshape(parameter.shape)


def wave_llama(config, *, tied=True):
    """The model of a configuration in llm-core's names."""
    model = transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=config["vocabSize"],
            hidden_size=config["hiddenSize"],
            intermediate_size=config["intermediateSize"],
            num_hidden_layers=config["numLayers"],
            num_attention_heads=config["numHeads"],
            num_key_value_heads=config["numKeyValueHeads"],
            head_dim=config["headDim"],
            max_position_embeddings=64,
            rms_norm_eps=1e-5,
            rope_theta=10000.0,
            tie_word_embeddings=tied,
        )
    )
    set_waves(dict(model.named_parameters()), 0.3)
    return model


def cross_entropy(model, documents):
    """The weighted mean over the tokens of documents, each read alone in its row."""
    total, weight = 0.0, 0.0
    for document in documents:
        ids, weights = torch.tensor([document["ids"]]), torch.tensor(document["weights"][1:])
        logits = model(ids).logits[0, :-1]
        total = total + (F.cross_entropy(logits, ids[0, 1:], reduction="none") * weights).sum()
        weight += weights.sum()
    return total / weight
