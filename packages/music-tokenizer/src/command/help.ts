export const help = `Usage: music-tokenizer fit CATALOGUE --out DIR [options]
       music-tokenizer encode CATALOGUE --tokenizer DIR [--out FILE] [options]
       music-tokenizer decode [FILE] --tokenizer DIR [--strict]
       music-tokenizer report --tokenizer DIR [--catalogue FILE] [options]

A music catalogue becomes tokens: each track one token a modality, <|playlist-59|><|semantic-361|>…

CATALOGUE is a .csv, .jsonl or .parquet file with a column id and any of title, artists, album,
year, label, genre, tags, energy, lyrics (in CSV, lists have ";" between their items).

What tracks are known by (fit and encode)
  --embeddings NAME=FILE  a matrix as modality NAME: .parquet with ids, or .npy or .safetensors
                          with the ids beside it, one a line, in FILE's name .ids.txt; repeatable
  --text NAMES            which of semantic,metadata,lyrics the built-in encoder embeds from the
                          catalogue's words (default: all that there are words for)
  --no-text               none of them
  --playlists FILE        fit only: item2vec of playlists as modality playlist; .jsonl with
                          trackIds, or a table with columns playlist and track
  --column FIELD=COLUMN   a column of the catalogue that is called otherwise; repeatable
  --backend MODULE        npm package or script that registers the tfjs backend to compute on
                          (default: @tensorflow/tfjs-node, -backend-wasm or -backend-cpu)

Fitting
  --out DIR               where the tokenizer goes
  --clusters N, NAME=N    clusters of all, or of one modality (default: 1024)
  --levels NAME=N         residual codebooks of a modality (default: 1)
  --training FILE         ids to learn from, one a line (default: all); leave out your test tracks
  --missing POLICY        impute, none-token or error (default: impute, from 10 --neighbours)
  --balance X             no cluster above X times the mean size
  --seeding S             k-means++ or k-means||    --batch-rows N   mini-batches
  --seed N  --iterations N  --restarts N  --spherical

Encoding   --out FILE     .jsonl, .csv or .parquet (default: JSONL to stdout)
Decoding   FILE           text with tokens (default: stdin); --strict refuses anything else
Reporting  --out FILE     Markdown (default: stdout)       --json FILE   the figures
           --plot FILE    a Vega-Lite specification        --clusters N  listed per modality
           --catalogue FILE  titles and tags for it

  --quiet                 no progress on stderr
  --help                  show this

Exit codes: 0 done; 2 wrong arguments; 3 input that cannot be used, for the reason printed;
130 stopped (a tokenizer that was there before is intact).`;
