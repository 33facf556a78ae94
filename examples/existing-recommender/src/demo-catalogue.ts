import { openCatalogue, type Catalogue } from "./catalogue.ts";

/** id, title, artist, explicit, plays; playlist, semantic, metadata, lyrics, audio code. */
const tracks: [string, string, string, boolean, number, number[]][] = [
  ["night-drive", "Night Drive", "Neon Coast", false, 900, [4, 17, 2, 9, 30]],
  ["city-rain", "City Rain", "Neon Coast", false, 400, [4, 17, 2, 5, 30]],
  ["overpass", "Overpass", "Kilo Park", true, 700, [4, 17, 8, 9, 12]],
  ["slow-lights", "Slow Lights", "Anna Vale", false, 650, [4, 3, 6, 9, 30]],
  ["barn-dance", "Barn Dance", "The Millers", false, 300, [11, 40, 20, 1, 7]],
  ["porch", "Porch", "The Millers", false, 120, [11, 40, 20, 2, 7]],
];

/** A small service's database: two moods, and collaborative scores for what has been played together. */
export async function demoCatalogue(): Promise<Catalogue> {
  const catalogue = await openCatalogue();
  for (const [id, title, artist, explicit, plays, code] of tracks)
    catalogue.insert({ track: { id, title, artist, explicit, plays }, code });
  catalogue.setSimilar("night-drive", "slow-lights", 0.8);
  catalogue.setSimilar("slow-lights", "night-drive", 0.8);
  catalogue.setSimilar("barn-dance", "porch", 0.6);
  return catalogue;
}
