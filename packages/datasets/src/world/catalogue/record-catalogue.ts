import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import { yearOf } from "../calendar-days.ts";
import { normal } from "../normal.ts";
import { STYLES } from "../taxonomy/genres.ts";
import type { Style } from "../taxonomy/genres.ts";
import { MOODS } from "../taxonomy/moods.ts";
import { TOPICS } from "../taxonomy/topics.ts";
import { InventedNames } from "./invented-names.ts";
import { drawMood, MusicScene } from "./music-scene.ts";
import type { Artist, Recording } from "./recording.ts";
import { writeAlbumTitle, writeLyrics, writeTrackTitle } from "./song-words.ts";

/**
 * Releases that are singles, of one or two tracks; the others have 4 to 13. With careers of 2.5 releases the Million
 * Playlist Dataset's 3.08 tracks an album and 7.65 an artist come out, near enough.
 */
const SHORT_RELEASE = 0.78;

/**
 * Records a catalogue: artist after artist, album after album, until there are as many tracks as asked.
 *
 * @returns the recordings, earliest release first; a track's id is `w` and its place in that order.
 */
export function recordCatalogue(options: {
  tracks: number;
  lastDay: number;
  random: SeededRandom;
}): Recording[] {
  const { tracks, lastDay, random } = options;
  const scene = new MusicScene({ names: new InventedNames(random), lastDay, random });
  const recordings: Recording[] = [];
  for (let albums = 0; recordings.length < tracks; ) {
    const artist = scene.createArtist();
    const career = 1 + Math.floor(-2 * Math.log(1 - random.fraction()));
    for (let album = 0; album < career; album++) {
      recordings.push(...recordAlbum(artist, `a${albums++}`, random));
      if (random.chance(0.08)) artist.label = scene.signTo(artist.genre);
    }
  }
  recordings.length = tracks;
  recordings.sort((a, b) => a.releaseDay - b.releaseDay);
  for (const [row, { track }] of recordings.entries()) track.id = `w${row}`;
  return recordings;
}

function recordAlbum(artist: Artist, releaseId: string, random: SeededRandom): Recording[] {
  const style = random.chance(0.75) ? (artist.styles[0] as Style) : random.pick(artist.styles);
  const releaseDay = artist.firstDay + random.below(artist.lastDay - artist.firstDay + 1);
  const length = random.chance(SHORT_RELEASE) ? 1 + random.below(2) : 4 + random.below(10);
  const first = recordTrack(artist, style, releaseDay, random);
  const title = length === 1 ? first.track.title : writeAlbumTitle(first, random);
  const recordings = [first];
  while (recordings.length < length) recordings.push(recordTrack(artist, style, releaseDay, random));
  for (const { track } of recordings) Object.assign(track, { album: title, releaseId });
  return recordings;
}

function recordTrack(artist: Artist, style: Style, releaseDay: number, random: SeededRandom): Recording {
  const mood = random.chance(0.45) ? artist.mood : drawMood(style, random);
  const topic = random.pick(random.chance(0.65) ? artist.topics : TOPICS);
  const song = { style, mood, topic };
  const energy = clamp(0.6 * style.energy + 0.4 * mood.energy + 0.07 * normal(random));
  const instrumental = random.chance(style.instrumental);
  const track: Track = {
    id: "",
    title: writeTrackTitle(song, random),
    artists: [artist.name],
    year: yearOf(releaseDay),
    durationMs: Math.round(Math.max(30, style.seconds * Math.exp(0.22 * normal(random))) * 1000),
    tags: drawTags(song, instrumental, random),
    genre: style.genre.name,
    energy: energy < 0.38 ? 1 : energy < 0.64 ? 2 : 3,
    ...(artist.label && { label: artist.label.name }),
    ...(!instrumental && { lyrics: writeLyrics(song, random) }),
  };
  const appeal = artist.appeal + 0.8 * normal(random);
  return { track, artist, label: artist.label, ...song, energy, releaseDay, appeal };
}

/** The style, mostly the mood, whether it is sung, and now and then a tag that somebody got wrong. */
function drawTags(
  { style, mood }: Pick<Recording, "style" | "mood">,
  instrumental: boolean,
  random: SeededRandom,
): string[] {
  const tags = new Set([random.chance(0.93) ? style.name : random.pick(style.genre.styles).name]);
  if (random.chance(0.75)) tags.add(mood.tag);
  if (instrumental ? random.chance(0.6) : random.chance(0.15))
    tags.add(instrumental ? "Instrumental" : "Vocal");
  if (random.chance(0.15)) tags.add(random.pick(style.genre.styles).name);
  if (random.chance(0.05)) tags.add(random.chance(0.5) ? random.pick(STYLES).name : random.pick(MOODS).tag);
  return [...tags];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
