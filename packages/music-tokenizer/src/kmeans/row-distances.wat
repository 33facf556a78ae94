;; Squared distance of each row of a block to one centroid of its own, in float64 and in four sums, as squaredDistance
;; of row-matrix.ts adds them up: the same bits. Compiled into row-distances-wasm.ts by
;; `node packages/music-tokenizer/scripts/compile-wat.mjs`; row-distances.ts lays out the memory.
(module
  (import "env" "memory" (memory 1))
  (func (export "measure")
    (param $rows i32)       ;; f32 [count, width]
    (param $centroids i32)  ;; f32 [clusters, width]
    (param $clusters i32)   ;; u32 [count]: the centroid of each row
    (param $distances i32)  ;; f64 [count]: the result
    (param $count i32)
    (param $width i32)
    (local $centroid i32) (local $fours i32) (local $end i32)
    (local $first v128) (local $third v128) (local $difference v128)
    (local $sum f64) (local $single f64)
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $count)))
      (local.set $centroid (i32.add (local.get $centroids) (i32.mul
        (i32.load (local.get $clusters)) (i32.shl (local.get $width) (i32.const 2)))))
      (local.set $fours (i32.add (local.get $rows) (i32.shl (i32.and (local.get $width) (i32.const -4)) (i32.const 2))))
      (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $width) (i32.const 2))))
      (local.set $first (v128.const f64x2 0 0))
      (local.set $third (v128.const f64x2 0 0))
      (block $rest (loop $four
        (br_if $rest (i32.eq (local.get $rows) (local.get $fours)))
        (local.set $difference (f64x2.sub
          (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $rows)))
          (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $centroid)))))
        (local.set $first (f64x2.add (local.get $first)
          (f64x2.mul (local.get $difference) (local.get $difference))))
        (local.set $difference (f64x2.sub
          (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $rows)))
          (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $centroid)))))
        (local.set $third (f64x2.add (local.get $third)
          (f64x2.mul (local.get $difference) (local.get $difference))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
        (local.set $centroid (i32.add (local.get $centroid) (i32.const 16)))
        (br $four)))
      (local.set $sum (f64x2.extract_lane 0 (local.get $first)))
      (block $summed (loop $one
        (br_if $summed (i32.eq (local.get $rows) (local.get $end)))
        (local.set $single (f64.sub
          (f64.promote_f32 (f32.load (local.get $rows)))
          (f64.promote_f32 (f32.load (local.get $centroid)))))
        (local.set $sum (f64.add (local.get $sum) (f64.mul (local.get $single) (local.get $single))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $centroid (i32.add (local.get $centroid) (i32.const 4)))
        (br $one)))
      (f64.store (local.get $distances) (f64.add
        (f64.add (local.get $sum) (f64x2.extract_lane 1 (local.get $first)))
        (f64.add (f64x2.extract_lane 0 (local.get $third)) (f64x2.extract_lane 1 (local.get $third)))))
      (local.set $clusters (i32.add (local.get $clusters) (i32.const 4)))
      (local.set $distances (i32.add (local.get $distances) (i32.const 8)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br $next)))))
