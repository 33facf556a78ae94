;; Log-mel bands of frames of sound, eight frames at a time: four lie side by side in the lanes of a vector, and two
;; real frames make one complex sequence (frames 0 2 4 6 are the real parts, frames 1 3 5 7 the imaginary ones).
;; Compiled into log-mel-wasm.ts by `node packages/music-tokenizer/scripts/compile-wat.mjs`.
;;
;; The memory's layout is frames-in-wasm.ts's. An element of a sequence is 32 bytes: four real parts, four imaginary.
(module
  (import "env" "memory" (memory 1))
  (import "layout" "size" (global $size i32))           ;; samples a frame: a power of two, 8 or more
  (import "layout" "hop" (global $hop i32))             ;; samples between the starts of two frames
  (import "layout" "mels" (global $mels i32))
  (import "layout" "samples" (global $samples i32))     ;; f32, the frames' samples
  (import "layout" "window" (global $window i32))       ;; f32 [size]
  (import "layout" "order" (global $order i32))         ;; u32 [size / 2]: where the term t lies, in bytes
  (import "layout" "turns" (global $turns i32))         ;; for each pass f32 [quarter, 6]: w, w² and w³ as (cos, sin)
  (import "layout" "sequence" (global $sequence i32))   ;; [size] elements
  (import "layout" "filters" (global $filters i32))     ;; [mels] of (u32 first bin in bytes, u32 bins)
  (import "layout" "weights" (global $weights i32))     ;; f32, the filters' weights one after another, times 10000 / 4
  (import "layout" "bands" (global $bands i32))         ;; f32 [frames, mels]: the result

  ;; log10(y) of four y ≥ 1: exponent and mantissa in √½ .. √2, whose logarithm is 2 artanh((m - 1) / (m + 1)).
  ;; What is infinite or not a number becomes not a number.
  (func $log10 (param $y v128) (result v128)
    (local $exponent v128) (local $s v128) (local $square v128)
    (local.set $exponent (i32x4.shr_s
      (i32x4.sub (local.get $y) (v128.const i32x4 0x3f3504f3 0x3f3504f3 0x3f3504f3 0x3f3504f3)) (i32.const 23)))
    (local.set $s (i32x4.sub (local.get $y) (i32x4.shl (local.get $exponent) (i32.const 23))))
    (local.set $s (f32x4.div
      (f32x4.sub (local.get $s) (v128.const f32x4 1 1 1 1))
      (f32x4.add (local.get $s) (v128.const f32x4 1 1 1 1))))
    (local.set $square (f32x4.mul (local.get $s) (local.get $s)))
    ;; 2 log10(e) / 9, / 7, / 5, / 3, / 1
    (f32x4.add
      (f32x4.add
        (f32x4.mul (f32x4.convert_i32x4_s (local.get $exponent))
          (v128.const f32x4 0.30103 0.30103 0.30103 0.30103))
        (f32x4.mul (local.get $s)
          (f32x4.add (v128.const f32x4 0.868588964 0.868588964 0.868588964 0.868588964)
          (f32x4.mul (local.get $square)
          (f32x4.add (v128.const f32x4 0.289529655 0.289529655 0.289529655 0.289529655)
          (f32x4.mul (local.get $square)
          (f32x4.add (v128.const f32x4 0.173717793 0.173717793 0.173717793 0.173717793)
          (f32x4.mul (local.get $square)
          (f32x4.add (v128.const f32x4 0.124084138 0.124084138 0.124084138 0.124084138)
          (f32x4.mul (local.get $square)
            (v128.const f32x4 0.096509885 0.096509885 0.096509885 0.096509885)))))))))))
      (f32x4.sub (local.get $y) (local.get $y))))

  ;; Four windowed samples (from `at` on, from `windowAt` on) of each of the four frames that start `stride` bytes
  ;; apart, and the four that lie half a frame later: their sums and differences, which are transforms of length 2,
  ;; go to the sequence. `part` is 0 for real, 16 for imaginary parts.
  (func $loadPart (param $at i32) (param $stride i32) (param $part i32)
    (local $half i32) (local $windowAt i32) (local $orderAt i32) (local $end i32) (local $place i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $e v128) (local $f v128) (local $g v128) (local $h v128)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128)
    (local $second i32) (local $third i32) (local $fourth i32) (local $laterWindow i32)
    (local.set $half (i32.shl (global.get $size) (i32.const 1)))
    (local.set $windowAt (global.get $window))
    (local.set $end (i32.add (local.get $windowAt) (local.get $half)))
    (local.set $orderAt (global.get $order))
    (local.set $second (i32.add (local.get $at) (local.get $stride)))
    (local.set $third (i32.add (local.get $second) (local.get $stride)))
    (local.set $fourth (i32.add (local.get $third) (local.get $stride)))
    (local.set $laterWindow (i32.add (local.get $windowAt) (local.get $half)))
    (loop $four
      (local.set $p (v128.load (local.get $windowAt)))
      (local.set $a (f32x4.mul (local.get $p) (v128.load (local.get $at))))
      (local.set $b (f32x4.mul (local.get $p) (v128.load (local.get $second))))
      (local.set $c (f32x4.mul (local.get $p) (v128.load (local.get $third))))
      (local.set $d (f32x4.mul (local.get $p) (v128.load (local.get $fourth))))
      (local.set $p (v128.load (local.get $laterWindow)))
      (local.set $e (f32x4.mul (local.get $p) (v128.load (i32.add (local.get $at) (local.get $half)))))
      (local.set $f (f32x4.mul (local.get $p) (v128.load (i32.add (local.get $second) (local.get $half)))))
      (local.set $g (f32x4.mul (local.get $p) (v128.load (i32.add (local.get $third) (local.get $half)))))
      (local.set $h (f32x4.mul (local.get $p) (v128.load (i32.add (local.get $fourth) (local.get $half)))))
      ;; Sums p q r s and differences e f g h, a row a frame.
      (local.set $p (f32x4.add (local.get $a) (local.get $e)))
      (local.set $q (f32x4.add (local.get $b) (local.get $f)))
      (local.set $r (f32x4.add (local.get $c) (local.get $g)))
      (local.set $s (f32x4.add (local.get $d) (local.get $h)))
      (local.set $e (f32x4.sub (local.get $a) (local.get $e)))
      (local.set $f (f32x4.sub (local.get $b) (local.get $f)))
      (local.set $g (f32x4.sub (local.get $c) (local.get $g)))
      (local.set $h (f32x4.sub (local.get $d) (local.get $h)))
      ;; Transposed: a row a sample.
      (local.set $a (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p) (local.get $q)))
      (local.set $b (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $r) (local.get $s)))
      (local.set $c (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p) (local.get $q)))
      (local.set $d (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $r) (local.get $s)))
      (local.set $p (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $e) (local.get $f)))
      (local.set $q (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $g) (local.get $h)))
      (local.set $r (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $e) (local.get $f)))
      (local.set $s (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $g) (local.get $h)))
      (local.set $place (i32.add (i32.load (local.get $orderAt)) (local.get $part)))
      (v128.store (local.get $place)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b)))
      (v128.store offset=32 (local.get $place)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $p) (local.get $q)))
      (local.set $place (i32.add (i32.load offset=4 (local.get $orderAt)) (local.get $part)))
      (v128.store (local.get $place)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b)))
      (v128.store offset=32 (local.get $place)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $p) (local.get $q)))
      (local.set $place (i32.add (i32.load offset=8 (local.get $orderAt)) (local.get $part)))
      (v128.store (local.get $place)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $c) (local.get $d)))
      (v128.store offset=32 (local.get $place)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $r) (local.get $s)))
      (local.set $place (i32.add (i32.load offset=12 (local.get $orderAt)) (local.get $part)))
      (v128.store (local.get $place)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $c) (local.get $d)))
      (v128.store offset=32 (local.get $place)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $r) (local.get $s)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $second (i32.add (local.get $second) (i32.const 16)))
      (local.set $third (i32.add (local.get $third) (i32.const 16)))
      (local.set $fourth (i32.add (local.get $fourth) (i32.const 16)))
      (local.set $laterWindow (i32.add (local.get $laterWindow) (i32.const 16)))
      (local.set $orderAt (i32.add (local.get $orderAt) (i32.const 16)))
      (br_if $four (i32.lt_u
        (local.tee $windowAt (i32.add (local.get $windowAt) (i32.const 16))) (local.get $end)))))

  ;; Transforms of length 2 become transforms of length 4.
  (func $combineTwos
    (local $at i32) (local $end i32)
    (local $aRe v128) (local $aIm v128) (local $bRe v128) (local $bIm v128)
    (local.set $at (global.get $sequence))
    (local.set $end (i32.add (local.get $at) (i32.shl (global.get $size) (i32.const 5))))
    (loop $groups
      (local.set $aRe (v128.load (local.get $at)))
      (local.set $aIm (v128.load offset=16 (local.get $at)))
      (local.set $bRe (v128.load offset=64 (local.get $at)))
      (local.set $bIm (v128.load offset=80 (local.get $at)))
      (v128.store (local.get $at) (f32x4.add (local.get $aRe) (local.get $bRe)))
      (v128.store offset=16 (local.get $at) (f32x4.add (local.get $aIm) (local.get $bIm)))
      (v128.store offset=64 (local.get $at) (f32x4.sub (local.get $aRe) (local.get $bRe)))
      (v128.store offset=80 (local.get $at) (f32x4.sub (local.get $aIm) (local.get $bIm)))
      (local.set $aRe (v128.load offset=32 (local.get $at)))
      (local.set $aIm (v128.load offset=48 (local.get $at)))
      (local.set $bRe (v128.load offset=96 (local.get $at)))
      (local.set $bIm (v128.load offset=112 (local.get $at)))
      (v128.store offset=32 (local.get $at) (f32x4.add (local.get $aRe) (local.get $bIm)))
      (v128.store offset=48 (local.get $at) (f32x4.sub (local.get $aIm) (local.get $bRe)))
      (v128.store offset=96 (local.get $at) (f32x4.sub (local.get $aRe) (local.get $bIm)))
      (v128.store offset=112 (local.get $at) (f32x4.add (local.get $aIm) (local.get $bRe)))
      (br_if $groups (i32.lt_u
        (local.tee $at (i32.add (local.get $at) (i32.const 128))) (local.get $end)))))

  ;; Four transforms of `quarter` bytes each in a row become one, everywhere.
  (func $combineQuarters (param $quarter i32) (param $turn i32)
    (local $k i32) (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $end i32)
    (local $cos1 v128) (local $sin1 v128) (local $cos2 v128) (local $sin2 v128) (local $cos3 v128) (local $sin3 v128)
    (local $re v128) (local $im v128) (local $bRe v128) (local $bIm v128) (local $cRe v128) (local $cIm v128)
    (local $dRe v128) (local $dIm v128)
    (local $evenRe v128) (local $evenIm v128) (local $oddRe v128) (local $oddIm v128)
    (local.set $end (i32.add (global.get $sequence) (i32.shl (global.get $size) (i32.const 5))))
    (loop $turns
      (local.set $cos1 (v128.load32_splat (local.get $turn)))
      (local.set $sin1 (v128.load32_splat offset=4 (local.get $turn)))
      (local.set $cos2 (v128.load32_splat offset=8 (local.get $turn)))
      (local.set $sin2 (v128.load32_splat offset=12 (local.get $turn)))
      (local.set $cos3 (v128.load32_splat offset=16 (local.get $turn)))
      (local.set $sin3 (v128.load32_splat offset=20 (local.get $turn)))
      (local.set $turn (i32.add (local.get $turn) (i32.const 24)))
      (local.set $a (i32.add (global.get $sequence) (local.get $k)))
      (loop $groups
        ;; Bit-reversed order: the quarter of even-odd terms lies second, that of odd-even terms third.
        (local.set $c (i32.add (local.get $a) (local.get $quarter)))
        (local.set $b (i32.add (local.get $c) (local.get $quarter)))
        (local.set $d (i32.add (local.get $b) (local.get $quarter)))
        (local.set $re (v128.load (local.get $c)))
        (local.set $im (v128.load offset=16 (local.get $c)))
        (local.set $cRe (f32x4.add
          (f32x4.mul (local.get $cos2) (local.get $re)) (f32x4.mul (local.get $sin2) (local.get $im))))
        (local.set $cIm (f32x4.sub
          (f32x4.mul (local.get $cos2) (local.get $im)) (f32x4.mul (local.get $sin2) (local.get $re))))
        (local.set $re (v128.load (local.get $a)))
        (local.set $im (v128.load offset=16 (local.get $a)))
        (local.set $evenRe (f32x4.add (local.get $re) (local.get $cRe)))
        (local.set $evenIm (f32x4.add (local.get $im) (local.get $cIm)))
        (local.set $cRe (f32x4.sub (local.get $re) (local.get $cRe)))
        (local.set $cIm (f32x4.sub (local.get $im) (local.get $cIm)))
        (local.set $re (v128.load (local.get $b)))
        (local.set $im (v128.load offset=16 (local.get $b)))
        (local.set $bRe (f32x4.add
          (f32x4.mul (local.get $cos1) (local.get $re)) (f32x4.mul (local.get $sin1) (local.get $im))))
        (local.set $bIm (f32x4.sub
          (f32x4.mul (local.get $cos1) (local.get $im)) (f32x4.mul (local.get $sin1) (local.get $re))))
        (local.set $re (v128.load (local.get $d)))
        (local.set $im (v128.load offset=16 (local.get $d)))
        (local.set $dRe (f32x4.add
          (f32x4.mul (local.get $cos3) (local.get $re)) (f32x4.mul (local.get $sin3) (local.get $im))))
        (local.set $dIm (f32x4.sub
          (f32x4.mul (local.get $cos3) (local.get $im)) (f32x4.mul (local.get $sin3) (local.get $re))))
        (local.set $oddRe (f32x4.add (local.get $bRe) (local.get $dRe)))
        (local.set $oddIm (f32x4.add (local.get $bIm) (local.get $dIm)))
        (v128.store (local.get $a) (f32x4.add (local.get $evenRe) (local.get $oddRe)))
        (v128.store offset=16 (local.get $a) (f32x4.add (local.get $evenIm) (local.get $oddIm)))
        (v128.store (local.get $b) (f32x4.sub (local.get $evenRe) (local.get $oddRe)))
        (v128.store offset=16 (local.get $b) (f32x4.sub (local.get $evenIm) (local.get $oddIm)))
        (local.set $oddRe (f32x4.sub (local.get $bIm) (local.get $dIm)))
        (local.set $oddIm (f32x4.sub (local.get $dRe) (local.get $bRe)))
        (v128.store (local.get $c) (f32x4.add (local.get $cRe) (local.get $oddRe)))
        (v128.store offset=16 (local.get $c) (f32x4.add (local.get $cIm) (local.get $oddIm)))
        (v128.store (local.get $d) (f32x4.sub (local.get $cRe) (local.get $oddRe)))
        (v128.store offset=16 (local.get $d) (f32x4.sub (local.get $cIm) (local.get $oddIm)))
        (br_if $groups (i32.lt_u
          (local.tee $a (i32.add (local.get $d) (local.get $quarter))) (local.get $end))))
      (br_if $turns (i32.lt_u
        (local.tee $k (i32.add (local.get $k) (i32.const 32))) (local.get $quarter)))))

  ;; The sequence's first size / 2 + 1 elements become four times the powers of its real and imaginary frames.
  (func $splitPowers
    (local $at i32) (local $mirror i32)
    (local $re v128) (local $im v128) (local $mirrorRe v128) (local $mirrorIm v128) (local $x v128) (local $y v128)
    (local.set $at (global.get $sequence))
    (local.set $mirror (local.get $at))
    (loop $bins
      (local.set $re (v128.load (local.get $at)))
      (local.set $im (v128.load offset=16 (local.get $at)))
      (local.set $mirrorRe (v128.load (local.get $mirror)))
      (local.set $mirrorIm (v128.load offset=16 (local.get $mirror)))
      (local.set $x (f32x4.add (local.get $re) (local.get $mirrorRe)))
      (local.set $y (f32x4.sub (local.get $im) (local.get $mirrorIm)))
      (v128.store (local.get $at) (f32x4.add
        (f32x4.mul (local.get $x) (local.get $x)) (f32x4.mul (local.get $y) (local.get $y))))
      (local.set $x (f32x4.add (local.get $im) (local.get $mirrorIm)))
      (local.set $y (f32x4.sub (local.get $mirrorRe) (local.get $re)))
      (v128.store offset=16 (local.get $at) (f32x4.add
        (f32x4.mul (local.get $x) (local.get $x)) (f32x4.mul (local.get $y) (local.get $y))))
      (local.set $at (i32.add (local.get $at) (i32.const 32)))
      (local.set $mirror (i32.sub
        (i32.add (i32.shl (global.get $sequence) (i32.const 1)) (i32.shl (global.get $size) (i32.const 5)))
        (local.get $at)))
      (br_if $bins (i32.le_u (local.get $at) (local.get $mirror)))))

  ;; Eight frames' bands, from the powers.
  (func $writeBands (param $out i32)
    (local $filter i32) (local $last i32) (local $bin i32) (local $end i32) (local $weight i32) (local $rows i32)
    (local $even v128) (local $odd v128) (local $value v128) (local $at i32)
    (local.set $filter (global.get $filters))
    (local.set $last (i32.add (local.get $filter) (i32.shl (global.get $mels) (i32.const 3))))
    (local.set $weight (global.get $weights))
    (local.set $rows (i32.shl (global.get $mels) (i32.const 2)))
    (loop $filtersLeft
      (local.set $even (v128.const f32x4 1 1 1 1))
      (local.set $odd (v128.const f32x4 1 1 1 1))
      (local.set $bin (i32.load (local.get $filter)))
      (local.set $end (i32.add (local.get $bin) (i32.shl (i32.load offset=4 (local.get $filter)) (i32.const 5))))
      (block $summed (loop $bins
        (br_if $summed (i32.ge_u (local.get $bin) (local.get $end)))
        (local.set $value (v128.load32_splat (local.get $weight)))
        (local.set $even (f32x4.add (local.get $even) (f32x4.mul (local.get $value) (v128.load (local.get $bin)))))
        (local.set $odd (f32x4.add (local.get $odd)
          (f32x4.mul (local.get $value) (v128.load offset=16 (local.get $bin)))))
        (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
        (local.set $bin (i32.add (local.get $bin) (i32.const 32)))
        (br $bins)))
      (local.set $even (call $log10 (local.get $even)))
      (local.set $odd (call $log10 (local.get $odd)))
      (local.set $at (local.get $out))
      (v128.store32_lane 0 (local.get $at) (local.get $even))
      (v128.store32_lane 0 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $odd))
      (v128.store32_lane 1 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $even))
      (v128.store32_lane 1 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $odd))
      (v128.store32_lane 2 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $even))
      (v128.store32_lane 2 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $odd))
      (v128.store32_lane 3 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $even))
      (v128.store32_lane 3 (local.tee $at (i32.add (local.get $at) (local.get $rows))) (local.get $odd))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $filtersLeft (i32.lt_u
        (local.tee $filter (i32.add (local.get $filter) (i32.const 8))) (local.get $last)))))

  ;; The first `frames` frames' bands; a multiple of eight.
  (func (export "transform") (param $frames i32)
    (local $at i32) (local $out i32) (local $hopBytes i32) (local $quarter i32) (local $turn i32) (local $whole i32)
    (local.set $at (global.get $samples))
    (local.set $out (global.get $bands))
    (local.set $hopBytes (i32.shl (global.get $hop) (i32.const 2)))
    (local.set $whole (i32.shl (global.get $size) (i32.const 5)))
    (block $done (loop $eights
      (br_if $done (i32.le_s (local.get $frames) (i32.const 0)))
      (local.set $frames (i32.sub (local.get $frames) (i32.const 8)))
      (call $loadPart (local.get $at) (i32.shl (local.get $hopBytes) (i32.const 1)) (i32.const 0))
      (call $loadPart (i32.add (local.get $at) (local.get $hopBytes))
        (i32.shl (local.get $hopBytes) (i32.const 1)) (i32.const 16))
      (local.set $quarter (i32.const 64))
      (if (i32.eqz (i32.and (i32.ctz (global.get $size)) (i32.const 1))) (then
        (call $combineTwos)
        (local.set $quarter (i32.const 128))))
      (local.set $turn (global.get $turns))
      (block $transformed (loop $passes
        (br_if $transformed (i32.ge_u (local.get $quarter) (local.get $whole)))
        (call $combineQuarters (local.get $quarter) (local.get $turn))
        (local.set $turn (i32.add (local.get $turn)
          (i32.mul (i32.shr_u (local.get $quarter) (i32.const 5)) (i32.const 24))))
        (local.set $quarter (i32.shl (local.get $quarter) (i32.const 2)))
        (br $passes)))
      (call $splitPowers)
      (call $writeBands (local.get $out))
      (local.set $at (i32.add (local.get $at) (i32.shl (local.get $hopBytes) (i32.const 3))))
      (local.set $out (i32.add (local.get $out) (i32.shl (global.get $mels) (i32.const 5))))
      (br $eights)))))
