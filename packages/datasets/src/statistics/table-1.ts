import type { DialogueStatistics } from "./dialogue-statistics.ts";
import type { PlaylistStatistics } from "./playlist-counts.ts";

/** A row of a table: a set of playlists or dialogues and its figures. */
export interface NamedStatistics<Statistics> {
  name: string;
  statistics: Statistics;
}

/** The playlist half of the paper's Table 1 (Million Playlist Dataset), printed under the given rows. */
export function formatPlaylistTable(rows: readonly NamedStatistics<PlaylistStatistics>[]): string {
  return table(
    ["playlists of", "playlists", "average tracks", "warm tracks", "cold tracks", "vocabulary", "sparsity"],
    [...rows, ...PAPER_PLAYLISTS].map(({ name, statistics }) => [
      name,
      count(statistics.playlists),
      statistics.averageTracks.toFixed(2),
      count(statistics.warmTracks),
      statistics.coldTracks === undefined ? "-" : count(statistics.coldTracks),
      count(statistics.vocabulary),
      statistics.sparsity.toFixed(5),
    ]),
  );
}

/** The dialogue half of the paper's Table 1 (TalkPlay), printed under the given rows. */
export function formatDialogueTable(
  rows: readonly NamedStatistics<Omit<DialogueStatistics, "queryDistinct2" | "responseDistinct2">>[],
): string {
  return table(
    [
      "dialogues of",
      "playlists",
      "dialogues",
      "tracks",
      "vocabulary",
      "turns",
      "query words",
      "response words",
    ],
    [...rows, ...PAPER_DIALOGUES].map(({ name, statistics }) => [
      name,
      count(statistics.playlists),
      count(statistics.dialogues),
      count(statistics.tracks),
      count(statistics.vocabulary),
      statistics.averageTurns.toFixed(2),
      statistics.queryWords.toFixed(2),
      statistics.responseWords.toFixed(2),
    ]),
  );
}

const PAPER_PLAYLISTS: readonly NamedStatistics<PlaylistStatistics>[] = [
  {
    name: "paper: MPD, train",
    statistics: {
      playlists: 999_000,
      averageTracks: 63.73,
      warmTracks: 1_714_772,
      vocabulary: 24_129,
      sparsity: 0.99996,
    },
  },
  {
    name: "paper: MPD, test",
    statistics: {
      playlists: 1_000,
      averageTracks: 59.41,
      warmTracks: 37_114,
      coldTracks: 2_357,
      vocabulary: 713,
      sparsity: 0.9985,
    },
  },
];

const PAPER_DIALOGUES: readonly NamedStatistics<
  Omit<DialogueStatistics, "queryDistinct2" | "responseDistinct2">
>[] = [
  {
    name: "paper: TalkPlay, train",
    statistics: {
      playlists: 116_136,
      dialogues: 532_627,
      tracks: 406_768,
      vocabulary: 318_281,
      averageTurns: 7.03,
      queryWords: 17.62,
      responseWords: 17.91,
    },
  },
  {
    name: "paper: TalkPlay, test",
    statistics: {
      playlists: 1_000,
      dialogues: 1_000,
      tracks: 11_022,
      vocabulary: 19_796,
      averageTurns: 13.31,
      queryWords: 15.35,
      responseWords: 14.92,
    },
  },
];

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const alignment = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, alignment, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
