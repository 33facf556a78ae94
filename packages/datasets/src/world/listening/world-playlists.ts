import type { Playlist } from "../../types/playlist.ts";
import { branchRandom } from "../branch-random.ts";
import { drawPlaylist } from "./draw-playlist.ts";
import type { ListeningHabits } from "./draw-playlist.ts";
import type { TrackPools } from "./track-pools.ts";

/** The playlists of a world. None is kept: each is made when asked for, from its own seed. */
export class WorldPlaylists implements Iterable<Playlist> {
  readonly length: number;

  constructor(
    private readonly world: { length: number; seed: number; pools: TrackPools; habits: ListeningHabits },
  ) {
    this.length = world.length;
  }

  /**
   * The playlist at an index from 0.
   *
   * @throws {RangeError} if there is none.
   */
  at(index: number): Playlist {
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new RangeError(
        `There are playlists 0 to ${this.length - 1} in this world, but none at ${index}.`,
      );
    }
    const { seed, pools, habits } = this.world;
    return drawPlaylist(`p${index}`, pools, habits, branchRandom(seed, index));
  }

  *[Symbol.iterator](): Generator<Playlist> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}
