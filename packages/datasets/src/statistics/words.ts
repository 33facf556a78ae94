/**
 * The words of a text in lower case: runs of letters, digits, apostrophes and hyphens. The paper does not state how
 * it counts words.
 */
export function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}
