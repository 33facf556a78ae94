;; Skip-gram with negative sampling over numbered playlists (Mikolov et al. 2013, equation 4), four floats at a time.
;; Compiled into skip-gram-wasm.ts by `node packages/music-tokenizer/scripts/compile-skip-gram.mjs`.
;;
;; The memory's layout is skip-gram-memory.ts's. SHARED is replaced by "shared" for the threads' build.
(module
  (import "env" "memory" (memory 1 65536 SHARED))
  (import "layout" "items" (global $items i32))
  (import "layout" "rowBytes" (global $rowBytes i32))       ;; a multiple of 64; what lies beyond the width stays zero
  (import "layout" "input" (global $input i32))             ;; f32 [items, rowBytes / 4]
  (import "layout" "output" (global $output i32))           ;; f32 [items, rowBytes / 4]
  (import "layout" "alias" (global $alias i32))             ;; [items] of (u32 threshold, u32 alias)
  (import "layout" "keep" (global $keep i32))               ;; u32 [items]: the share kept, of 2^32 - 1 = all
  (import "layout" "positions" (global $positions i32))     ;; i32, the playlists' items one after another
  (import "layout" "starts" (global $starts i32))           ;; i32 [playlists + 1]
  (import "layout" "sigmoid" (global $sigmoid i32))         ;; (f32 sigmoid, f32 softplus) at 32 points a unit, -16 .. 16
  (import "layout" "step" (global $stepRow i32))            ;; f32 [rowBytes / 4], this thread's
  (import "layout" "kept" (global $kept i32))               ;; i32 [longest playlist], this thread's
  (import "layout" "negatives" (global $negatives i32))
  (import "layout" "window" (global $window i32))           ;; 0: the whole playlist
  (global $state (mut i64) (i64.const 0))

  ;; splitmix64 (Steele, Lea & Flood 2014)
  (func $mix (param $z i64) (result i64)
    (local.set $z (i64.mul (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 30))) (i64.const 0xbf58476d1ce4e5b9)))
    (local.set $z (i64.mul (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 27))) (i64.const 0x94d049bb133111eb)))
    (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 31))))
  (func $random (result i64)
    (global.set $state (i64.add (global.get $state) (i64.const 0x9e3779b97f4a7c15)))
    (call $mix (global.get $state)))

  ;; Uniform in 0 .. size - 1, from the upper half of a random number.
  (func $below (param $random i64) (param $size i32) (result i32)
    (i32.wrap_i64 (i64.shr_u
      (i64.mul (i64.shr_u (local.get $random) (i64.const 32)) (i64.extend_i32_u (local.get $size)))
      (i64.const 32))))

  ;; An item, in proportion to its weight (Vose's alias method).
  (func $drawNegative (result i32)
    (local $random i64) (local $column i32) (local $entry i32)
    (local.set $random (call $random))
    (local.set $column (call $below (local.get $random) (global.get $items)))
    (local.set $entry (i32.add (global.get $alias) (i32.shl (local.get $column) (i32.const 3))))
    (select
      (local.get $column)
      (i32.load offset=4 (local.get $entry))
      (i32.lt_u (i32.wrap_i64 (local.get $random)) (i32.load (local.get $entry)))))

  ;; One step of gradient descent on one pair: the vector of `item` predicts `target` against drawn negatives.
  ;; Returns the loss before the step, -log sigmoid(u.v_target) - sum log sigmoid(-u.v_negative).
  (func $step (export "step") (param $item i32) (param $target i32) (param $rate f32) (result f32)
    (local $row i32) (local $candidate i32) (local $candidateRow i32) (local $left i32) (local $at i32)
    (local $other i32) (local $stepAt i32) (local $rowEnd i32)
    (local $sum v128) (local $sum2 v128) (local $score f32) (local $place f32) (local $entry i32) (local $whole f32)
    (local $gradient v128) (local $value v128) (local $loss f32) (local $unsure i32)
    (local.set $row (i32.add (global.get $input) (i32.mul (local.get $item) (global.get $rowBytes))))
    (local.set $rowEnd (i32.add (local.get $row) (global.get $rowBytes)))
    (memory.fill (global.get $stepRow) (i32.const 0) (global.get $rowBytes))
    (local.set $candidate (local.get $target))
    (local.set $left (global.get $negatives))
    (loop $candidates
      (local.set $candidateRow (i32.add (global.get $output) (i32.mul (local.get $candidate) (global.get $rowBytes))))
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $sum2 (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $row))
      (local.set $other (local.get $candidateRow))
      (loop $dot
        (local.set $sum (f32x4.add (local.get $sum)
          (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $other)))))
        (local.set $sum2 (f32x4.add (local.get $sum2)
          (f32x4.mul (v128.load offset=16 (local.get $at)) (v128.load offset=16 (local.get $other)))))
        (local.set $sum (f32x4.add (local.get $sum)
          (f32x4.mul (v128.load offset=32 (local.get $at)) (v128.load offset=32 (local.get $other)))))
        (local.set $sum2 (f32x4.add (local.get $sum2)
          (f32x4.mul (v128.load offset=48 (local.get $at)) (v128.load offset=48 (local.get $other)))))
        (local.set $other (i32.add (local.get $other) (i32.const 64)))
        (br_if $dot (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $rowEnd))))
      (local.set $sum (f32x4.add (local.get $sum) (local.get $sum2)))
      (local.set $score (f32.add
        (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
        (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))

      ;; Scores beyond 6 either way teach nothing, as in word2vec: vectors that are sure of a pair stop growing, and a
      ;; near neighbour that happens to be drawn as a negative is not torn away.
      (local.set $unsure (f32.lt (f32.abs (local.get $score)) (f32.const 6)))

      ;; How wrong: sigmoid of the score that should not be, between two points of the table.
      (if (i32.eq (local.get $candidate) (local.get $target)) (then (local.set $score (f32.neg (local.get $score)))))
      (local.set $place (f32.mul
        (f32.add (f32.min (f32.max (local.get $score) (f32.const -16)) (f32.const 15.96875)) (f32.const 16))
        (f32.const 32)))
      (local.set $whole (f32.floor (local.get $place)))
      (local.set $place (f32.sub (local.get $place) (local.get $whole)))
      (local.set $entry (i32.add (global.get $sigmoid) (i32.shl (i32.trunc_sat_f32_u (local.get $whole)) (i32.const 3))))
      (local.set $loss (f32.add (local.get $loss) (f32.add
        (f32.load offset=4 (local.get $entry))
        (f32.mul (local.get $place) (f32.sub (f32.load offset=12 (local.get $entry)) (f32.load offset=4 (local.get $entry)))))))
      (local.set $score (f32.mul (local.get $rate) (f32.add
        (f32.load (local.get $entry))
        (f32.mul (local.get $place) (f32.sub (f32.load offset=8 (local.get $entry)) (f32.load (local.get $entry)))))))
      (if (i32.ne (local.get $candidate) (local.get $target)) (then (local.set $score (f32.neg (local.get $score)))))

      (if (local.get $unsure) (then
        (local.set $gradient (f32x4.splat (local.get $score)))
        (local.set $at (local.get $row))
        (local.set $other (local.get $candidateRow))
        (local.set $stepAt (global.get $stepRow))
        (loop $update
          (local.set $value (v128.load (local.get $other)))
          (v128.store (local.get $stepAt) (f32x4.add
            (v128.load (local.get $stepAt)) (f32x4.mul (local.get $gradient) (local.get $value))))
          (v128.store (local.get $other) (f32x4.add
            (local.get $value) (f32x4.mul (local.get $gradient) (v128.load (local.get $at)))))
          (local.set $value (v128.load offset=16 (local.get $other)))
          (v128.store offset=16 (local.get $stepAt) (f32x4.add
            (v128.load offset=16 (local.get $stepAt)) (f32x4.mul (local.get $gradient) (local.get $value))))
          (v128.store offset=16 (local.get $other) (f32x4.add
            (local.get $value) (f32x4.mul (local.get $gradient) (v128.load offset=16 (local.get $at)))))
          (local.set $value (v128.load offset=32 (local.get $other)))
          (v128.store offset=32 (local.get $stepAt) (f32x4.add
            (v128.load offset=32 (local.get $stepAt)) (f32x4.mul (local.get $gradient) (local.get $value))))
          (v128.store offset=32 (local.get $other) (f32x4.add
            (local.get $value) (f32x4.mul (local.get $gradient) (v128.load offset=32 (local.get $at)))))
          (local.set $value (v128.load offset=48 (local.get $other)))
          (v128.store offset=48 (local.get $stepAt) (f32x4.add
            (v128.load offset=48 (local.get $stepAt)) (f32x4.mul (local.get $gradient) (local.get $value))))
          (v128.store offset=48 (local.get $other) (f32x4.add
            (local.get $value) (f32x4.mul (local.get $gradient) (v128.load offset=48 (local.get $at)))))
          (local.set $other (i32.add (local.get $other) (i32.const 64)))
          (local.set $stepAt (i32.add (local.get $stepAt) (i32.const 64)))
          (br_if $update (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $rowEnd))))))

      ;; A negative that is the target is passed over.
      (loop $draw
        (if (local.get $left) (then
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (local.set $candidate (call $drawNegative))
          (br_if $draw (i32.eq (local.get $candidate) (local.get $target)))
          (br $candidates)))))

    (local.set $at (i32.const 0))
    (loop $apply
      (v128.store (i32.add (local.get $row) (local.get $at)) (f32x4.add
        (v128.load (i32.add (local.get $row) (local.get $at)))
        (v128.load (i32.add (global.get $stepRow) (local.get $at)))))
      (br_if $apply (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (global.get $rowBytes))))
    (local.get $loss))

  ;; Trains on the playlists first .. end - 1. The learning rate at position p of all positions is rate + slope p.
  ;; What is drawn follows from (seed, draw) alone, so that a run of playlists trains alike in any thread.
  ;; Returns the pairs trained and the sum of their losses.
  (func (export "train")
    (param $first i32) (param $end i32) (param $rate f64) (param $slope f64) (param $seed i32) (param $draw i32)
    (result f64 f64)
    (local $at i32) (local $last i32) (local $count i32) (local $item i32) (local $threshold i32) (local $stepRate f32)
    (local $center i32) (local $target i32) (local $neighbour i32) (local $reach i32)
    (local $pairs f64) (local $loss f64)
    (global.set $state (call $mix (i64.or
      (i64.shl (i64.extend_i32_u (local.get $seed)) (i64.const 32))
      (i64.extend_i32_u (local.get $draw)))))
    (block $done (loop $playlists
      (br_if $done (i32.ge_u (local.get $first) (local.get $end)))
      (local.set $at (i32.load (i32.add (global.get $starts) (i32.shl (local.get $first) (i32.const 2)))))
      (local.set $last (i32.load offset=4 (i32.add (global.get $starts) (i32.shl (local.get $first) (i32.const 2)))))
      (local.set $stepRate (f32.demote_f64 (f64.add
        (local.get $rate) (f64.mul (local.get $slope) (f64.convert_i32_u (local.get $at))))))
      (local.set $first (i32.add (local.get $first) (i32.const 1)))

      ;; Frequent items are thinned out.
      (local.set $count (i32.const 0))
      (block $thinned (loop $thin
        (br_if $thinned (i32.ge_u (local.get $at) (local.get $last)))
        (local.set $item (i32.load (i32.add (global.get $positions) (i32.shl (local.get $at) (i32.const 2)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $threshold (i32.load (i32.add (global.get $keep) (i32.shl (local.get $item) (i32.const 2)))))
        (if (i32.ne (local.get $threshold) (i32.const -1)) (then
          (br_if $thin (i32.ge_u (i32.wrap_i64 (call $random)) (local.get $threshold)))))
        (i32.store (i32.add (global.get $kept) (i32.shl (local.get $count) (i32.const 2))) (local.get $item))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (br $thin)))

      (local.set $center (i32.const 0))
      (block $centersDone (loop $centers
        (br_if $centersDone (i32.ge_u (local.get $center) (local.get $count)))
        (local.set $target (i32.load (i32.add (global.get $kept) (i32.shl (local.get $center) (i32.const 2)))))
        (local.set $reach (local.get $count))
        (if (global.get $window) (then
          (local.set $reach (i32.add (call $below (call $random) (global.get $window)) (i32.const 1)))))
        (local.set $neighbour (select
          (i32.sub (local.get $center) (local.get $reach)) (i32.const 0)
          (i32.gt_u (local.get $center) (local.get $reach))))
        (local.set $last (i32.add (i32.add (local.get $center) (local.get $reach)) (i32.const 1)))
        (if (i32.gt_u (local.get $last) (local.get $count)) (then (local.set $last (local.get $count))))
        (block $neighboursDone (loop $neighbours
          (br_if $neighboursDone (i32.ge_u (local.get $neighbour) (local.get $last)))
          (local.set $item (i32.load (i32.add (global.get $kept) (i32.shl (local.get $neighbour) (i32.const 2)))))
          (local.set $neighbour (i32.add (local.get $neighbour) (i32.const 1)))
          ;; A position is not its own neighbour; the same item elsewhere is.
          (br_if $neighbours (i32.eq (i32.sub (local.get $neighbour) (i32.const 1)) (local.get $center)))
          ;; The neighbour's vector predicts the centre (as gensim does it): the many steps of one centre then move
          ;; many vectors once instead of one vector many times, which measures better at high learning rates.
          (local.set $loss (f64.add (local.get $loss) (f64.promote_f32
            (call $step (local.get $item) (local.get $target) (local.get $stepRate)))))
          (local.set $pairs (f64.add (local.get $pairs) (f64.const 1)))
          (br $neighbours)))
        (local.set $center (i32.add (local.get $center) (i32.const 1)))
        (br $centers)))
      (br $playlists)))
    (local.get $pairs)
    (local.get $loss)))
