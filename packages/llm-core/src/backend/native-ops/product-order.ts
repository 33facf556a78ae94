/**
 * How native TensorFlow is best asked for input · weightᵀ: by `MatMul` with the input as the first factor, by `MatMul`
 * with the weight as the first, (weight · inputᵀ)ᵀ, or by `BatchMatMulV2`, which is what tfjs computes every product by.
 */
export type ProductOrder = "input first" | "weight first" | "batched";

/**
 * From so many rows on, a weight of so many numbers comes first: products of 8 to 64 rows then take down to a
 * third of the time. The preparations of `BatchMatMulV2` pay from some tens of rows on.
 */
const orders = [
  { rows: 65, batched: true },
  { rows: 16, weightFirst: 2 ** 17 },
  { rows: 8, weightFirst: 2 ** 19 },
  { rows: 4, weightFirst: 2 ** 24 },
  { rows: 0, weightFirst: Infinity },
] as const;

/** @param size numbers of the weight */
export function productOrder(rows: number, size: number): ProductOrder {
  const order = orders.find((from) => rows >= from.rows)!;
  if ("batched" in order) return "batched";
  return size >= order.weightFirst ? "weight first" : "input first";
}

/** The fewest rows that have the same order with every weight as `rows` rows. */
export function fewestRowsAlike(rows: number): number {
  return orders.find((from) => rows >= from.rows)!.rows;
}
