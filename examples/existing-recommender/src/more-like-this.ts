import { createCodeIndex } from "@talkplay/matcher";
import type { Catalogue, CodedTrack } from "./catalogue.ts";

/** All that the service needs of the matcher: tracks like a track by their codes, while tracks come and go. */
export function createMoreLikeThis(catalogue: Catalogue) {
  const tracks = catalogue.all();
  const index = createCodeIndex({
    modalities: ["playlist", "semantic", "metadata", "lyrics", "audio"],
    codes: Uint16Array.from(tracks.flatMap(({ code }) => code)),
    ids: tracks.map(({ track }) => track.id),
  });
  const plays = (id: string) => catalogue.find(id)?.plays ?? 0;
  return {
    add: ({ track, code }: CodedTrack) => index.add({ id: track.id, code }),
    remove: (id: string) => index.remove(id),
    like: (id: string, { limit, exclude, clean }: { limit: number; exclude: string[]; clean: boolean }) =>
      index.lookup(index.code(index.row(id)!), {
        limit,
        exclude: [id, ...exclude],
        ties: (_, other) => plays(other),
        ...(clean && { filter: (_, other) => catalogue.find(other)?.explicit === false }),
      }),
  };
}
