import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OnnxGraph } from "#server/model/contract-model/onnx-writer.ts";

/**
 * Tiny models that keep to the contracts of the 2D detectors and really look: query 0 boxes what is pure red in
 * the photo, query 1 what is pure green, query 2 what is pure blue. Each is bright at words of its own.
 */
const wordsOfQuery = [["chair"], ["office", "chair"], ["lamp"]];

const [bright, dark] = [2, -4];
/** The probability that a bright logit stands for. */
export const brightScore = 1 / (1 + Math.exp(-bright));

const words = ["a", "chair", "office", "lamp", "desk", "plant"];
/** Words that no label of a query has, to make captions long. */
export const fillers = Array.from({ length: 300 }, (_, at) => `filler${at}`);

export type Fault = "nan" | "rank" | null;

/** Writes a folder as made for transformers.js with a Grounding DINO model in it. */
export async function writeGroundingDino(folder: string, fault: Fault = null): Promise<void> {
  const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", ...words, ...fillers, "##s"];
  const ids = new Map(vocabulary.map((token, id) => [token, id]));
  const graph = new OnnxGraph("grounding-dino");
  const pixels = graph.input("pixel_values", "float32", ["batch", 3, "height", "width"]);
  const mask = graph.input("pixel_mask", "int64", ["batch", "height", "width"]);
  const tokens = graph.input("input_ids", "int64", ["batch", "length"]);
  const types = graph.input("token_type_ids", "int64", ["batch", "length"]);
  const attention = graph.input("attention_mask", "int64", ["batch", "length"]);
  const rows = wordsOfQuery.map((own) => {
    const hits = own.map((word) => graph.node("Equal", [tokens, graph.integers([ids.get(word)!])]));
    const seen = hits.reduce((all, hit) => graph.node("Or", [all, hit]));
    return graph.node("Unsqueeze", [lit(graph, seen, attention, types), graph.integers([1])]);
  });
  const nothing = graph.floats(Array<number>(3 * 256).fill(-1e9), [1, 3, 256]);
  const scores = graph.node("Concat", [graph.node("Concat", rows, { axis: 1 }), nothing], {
    axis: 2,
  });
  // A picture with anything masked has no boxes.
  const whole = graph.node("Cast", [graph.node("ReduceMin", [mask], { keepdims: 0 })], { to: 1 });
  await finish(graph, folder, graph.slice(scores, 2, 0, 256), boxes(graph, pixels, whole), fault);
  await writeJson(folder, "config.json", { model_type: "grounding-dino", max_text_len: 256 });
  await writeJson(folder, "preprocessor_config.json", {
    size: { shortest_edge: 240, longest_edge: 400 },
    image_mean: [0.485, 0.456, 0.406],
    image_std: [0.229, 0.224, 0.225],
  });
  await writeJson(folder, "tokenizer.json", {
    added_tokens: [],
    decoder: null,
    normalizer: { type: "BertNormalizer", lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", cls: ["[CLS]", 2], sep: ["[SEP]", 3] },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      vocab: Object.fromEntries(ids),
    },
  });
  await writeJson(folder, "tokenizer_config.json", { pad_token: "[PAD]" });
}

/** Writes a folder as made for transformers.js with an OWLv2 model in it. */
export async function writeOwlv2(folder: string, fault: Fault = null): Promise<void> {
  const spoken = words.map((word) => `${word}</w>`);
  const letters = "abcdefghijklmnopqrstuvwxyz".split("").flatMap((one) => [one, `${one}</w>`]);
  const parts = words.flatMap((word) =>
    word
      .split("")
      .slice(1, -1)
      .map((_, at) => word.slice(0, at + 2)),
  );
  const all = new Set(["!", "<|startoftext|>", "<|endoftext|>", ...letters, ...parts, ...spoken]);
  const ids = new Map([...all].map((token, id) => [token, id]));
  const graph = new OnnxGraph("owlv2");
  const tokens = graph.input("input_ids", "int64", ["labels", 16]);
  const pixels = graph.input("pixel_values", "float32", ["batch", 3, "height", "width"]);
  const attention = graph.input("attention_mask", "int64", ["labels", 16]);
  const used = graph.node("Equal", [attention, graph.integers([1])]);
  const rows = wordsOfQuery.map((own) => {
    // A label is meant when it has all the words of the query, and no more.
    const hits = own.map((word) => {
      const hit = graph.node("Equal", [tokens, graph.integers([ids.get(`${word}</w>`)!])]);
      const counted = graph.node("Cast", [graph.node("And", [hit, used])], { to: 7 });
      return graph.node("ReduceSum", [counted, graph.integers([1])], { keepdims: 0 });
    });
    const found = hits.reduce((sum, hit) => graph.node("Add", [sum, hit]));
    const count = graph.node("ReduceSum", [attention, graph.integers([1])], { keepdims: 0 });
    const isAll = graph.node("Equal", [found, graph.integers([own.length])]);
    const isLong = graph.node("Equal", [count, graph.integers([own.length + 2])]);
    const isMeant = graph.node("And", [isAll, isLong]);
    const score = graph.node("Where", [isMeant, graph.floats([bright]), graph.floats([dark])]);
    return graph.node("Unsqueeze", [score, graph.integers([0, 1])]);
  });
  const scores = graph.node("Concat", rows, { axis: 1 });
  await finish(graph, folder, scores, boxes(graph, pixels, graph.floats([1])), fault);
  await writeJson(folder, "config.json", { text_config: { max_position_embeddings: 16 } });
  await writeJson(folder, "preprocessor_config.json", {
    size: { width: 320, height: 320 },
    image_mean: [0.48145466, 0.4578275, 0.40821073],
    image_std: [0.26862954, 0.26130258, 0.27577711],
    rescale_factor: 1 / 255,
  });
  const merges = words.flatMap((word) =>
    word
      .split("")
      .slice(1)
      .map((letter, at) => {
        const isLast = at === word.length - 2;
        return `${word.slice(0, at + 1)} ${letter}${isLast ? "</w>" : ""}`;
      }),
  );
  const special = (content: string) => ({ id: ids.get(content)!, content, special: true });
  await writeJson(folder, "tokenizer.json", {
    decoder: null,
    added_tokens: [special("<|startoftext|>"), special("<|endoftext|>")],
    normalizer: { type: "Lowercase" },
    pre_tokenizer: {
      type: "Split",
      pattern: { Regex: "\\p{L}+|[^\\s\\p{L}]+" },
      behavior: "Removed",
      invert: true,
    },
    post_processor: {
      type: "RobertaProcessing",
      cls: ["<|startoftext|>", ids.get("<|startoftext|>")!],
      sep: ["<|endoftext|>", ids.get("<|endoftext|>")!],
    },
    model: {
      type: "BPE",
      unk_token: "<|endoftext|>",
      end_of_word_suffix: "</w>",
      vocab: Object.fromEntries(ids),
      merges,
    },
  });
  await writeJson(folder, "tokenizer_config.json", { pad_token: "!" });
}

/** Bright where `seen` and the attention mask is 1 and the token type 0; [1, length]. */
function lit(graph: OnnxGraph, seen: string, attention: string, types: string): string {
  const read = graph.node("Equal", [graph.node("Sub", [attention, types]), graph.integers([1])]);
  const isLit = graph.node("And", [seen, read]);
  return graph.node("Where", [isLit, graph.floats([bright]), graph.floats([dark])]);
}

/** [1, 3, 4]: the bounds of what is far above the mean in one channel and far below it in the others. */
function boxes(graph: OnnxGraph, pixels: string, factor: string): string {
  const channels = [0, 1, 2].map((at) => graph.slice(pixels, 1, at, at + 1));
  const rows = [0, 1, 2].map((own) => {
    const marks = channels.map((value, at) => {
      // Normalised 255 is 1.9 to 2.7, 0 is -2.2 to -1.4, by either pair of constants.
      const [operator, limit] = at === own ? ["Greater", 0] : ["Less", -0.5];
      return graph.node(
        "Cast",
        [graph.node(operator as string, [value, graph.floats([limit as number])])],
        { to: 1 },
      );
    });
    const mark = marks.reduce((product, one) => graph.node("Mul", [product, one]));
    const [left, right] = bounds(graph, mark, 3, 2);
    const [top, bottom] = bounds(graph, mark, 2, 3);
    const half = graph.floats([0.5]);
    const middle = (a: string, b: string) => graph.node("Mul", [graph.node("Add", [a, b]), half]);
    const sides = [
      middle(left, right),
      middle(top, bottom),
      graph.node("Sub", [right, left]),
      graph.node("Sub", [bottom, top]),
    ];
    const box = graph.node("Concat", sides, { axis: 0 });
    return graph.node("Reshape", [box, graph.integers([1, 1, 4])]);
  });
  return graph.node("Mul", [graph.node("Concat", rows, { axis: 1 }), factor]);
}

/** First and last edge of what is marked along an axis, as shares of it; one number each. */
function bounds(graph: OnnxGraph, mark: string, axis: number, other: number): [string, string] {
  const line = graph.node("Reshape", [
    graph.node("ReduceMax", [mark], { axes: [other], keepdims: 0 }),
    graph.integers([-1]),
  ]);
  const length = graph.node("Cast", [graph.slice(graph.node("Shape", [mark]), 0, axis, axis + 1)], {
    to: 1,
  });
  const at = (last: number) => {
    const index = graph.node("ArgMax", [line], { axis: 0, keepdims: 1, select_last_index: last });
    const edge = graph.node("Add", [graph.node("Cast", [index], { to: 1 }), graph.floats([last])]);
    return graph.node("Div", [edge, length]);
  };
  return [at(0), at(1)];
}

async function finish(
  graph: OnnxGraph,
  folder: string,
  logits: string,
  found: string,
  fault: Fault,
) {
  const broken = graph.node("Mul", [logits, graph.floats([NaN])]);
  const flat = graph.node("Reshape", [logits, graph.integers([-1])]);
  if (fault === "rank") graph.output("logits", "float32", ["all"], flat);
  else graph.output("logits", "float32", ["batch", 3, "row"], fault === "nan" ? broken : logits);
  graph.output("pred_boxes", "float32", ["batch", 3, 4], found);
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "onnx/model.onnx"), graph.encode(17));
}

function writeJson(folder: string, name: string, json: unknown): Promise<void> {
  return writeFile(join(folder, name), JSON.stringify(json));
}
