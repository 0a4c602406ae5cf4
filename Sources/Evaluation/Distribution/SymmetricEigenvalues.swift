/// The eigenvalues of a symmetric matrix, in no particular order.
///
/// Householder's reduction to a tridiagonal matrix, then implicit QL steps with Wilkinson's shift
/// (Golub and Van Loan 2013, "Matrix Computations", sections 8.3.1 and 8.3.5).
func symmetricEigenvalues(_ matrix: SquareMatrix) -> [Double] {
  guard matrix.side > 0 else { return [] }
  var (diagonal, beside) = tridiagonalized(matrix)
  diagonalize(&diagonal, &beside)
  return diagonal
}

/// The diagonal of a similar tridiagonal matrix, and the numbers beside it, the last of which is 0.
private func tridiagonalized(
  _ matrix: SquareMatrix
) -> (diagonal: [Double], beside: [Double]) {
  let n = matrix.side
  var matrix = matrix
  var beside = [Double](repeating: 0, count: n)
  var v = [Double](repeating: 0, count: n)
  var w = [Double](repeating: 0, count: n)
  matrix.values.withUnsafeMutableBufferPointer { a in
    v.withUnsafeMutableBufferPointer { v in
      w.withUnsafeMutableBufferPointer { w in
        for k in 0..<max(0, n - 1) {
          beside[k] = reflect(a, v, w, side: n, column: k)
        }
      }
    }
  }
  return ((0..<n).map { matrix[$0, $0] }, beside)
}

/// Makes column `k` of the lower triangle zero below the first number beside the diagonal, which is
/// returned, by a reflection of the rows and columns after `k`.
private func reflect(
  _ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>,
  _ w: UnsafeMutableBufferPointer<Double>, side n: Int, column k: Int
) -> Double {
  var tail = 0.0
  for i in (k + 1)..<n {
    v[i] = a[k * n + i]
    if i > k + 1 { tail += v[i] * v[i] }
  }
  let head = v[k + 1]
  if tail == 0 { return head }
  let norm = (head * head + tail).squareRoot()
  let target = head > 0 ? -norm : norm
  v[k + 1] = head - target
  let beta = 2 / (tail + v[k + 1] * v[k + 1])
  var product = 0.0
  for i in (k + 1)..<n {
    w[i] = beta * dot(a, i * n + k + 1, v, k + 1, n - k - 1)
    product += w[i] * v[i]
  }
  let half = beta * product / 2
  for i in (k + 1)..<n { w[i] -= half * v[i] }
  for i in (k + 1)..<n {
    let (vi, wi) = (v[i], w[i])
    for j in (k + 1)..<n { a[i * n + j] -= vi * w[j] + wi * v[j] }
  }
  return target
}

/// The product of `count` numbers of `a` from `i` on with those of `b` from `j` on.
@inline(__always)
private func dot(
  _ a: UnsafeMutableBufferPointer<Double>, _ i: Int, _ b: UnsafeMutableBufferPointer<Double>,
  _ j: Int, _ count: Int
) -> Double {
  var sums = SIMD4<Double>()
  var k = 0
  while k + 3 < count {
    sums += four(a, i + k) * four(b, j + k)
    k += 4
  }
  var sum = sums.sum()
  while k < count {
    sum += a[i + k] * b[j + k]
    k += 1
  }
  return sum
}

@inline(__always)
private func four(_ a: UnsafeMutableBufferPointer<Double>, _ i: Int) -> SIMD4<Double> {
  SIMD4(a[i], a[i + 1], a[i + 2], a[i + 3])
}

/// Brings `diagonal` to the eigenvalues of a tridiagonal matrix.
private func diagonalize(_ d: inout [Double], _ e: inout [Double]) {
  let n = d.count
  for l in 0..<n {
    // Thirty steps a value are ample: three are usual.
    for _ in 0..<60 {
      var m = l
      while m < n - 1 {
        let scale = abs(d[m]) + abs(d[m + 1])
        if abs(e[m]) <= scale * .ulpOfOne { break }
        m += 1
      }
      if m == l { break }
      stepQL(&d, &e, l, m)
    }
  }
}

/// One implicit QL step on the block from `l` to `m`.
private func stepQL(_ d: inout [Double], _ e: inout [Double], _ l: Int, _ m: Int) {
  var g = (d[l + 1] - d[l]) / (2 * e[l])
  let r = (g * g + 1).squareRoot()
  g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r))
  var (sine, cosine, p) = (1.0, 1.0, 0.0)
  for i in stride(from: m - 1, through: l, by: -1) {
    let f = sine * e[i]
    let b = cosine * e[i]
    let length = (f * f + g * g).squareRoot()
    e[i + 1] = length
    if length == 0 {
      d[i + 1] -= p
      e[m] = 0
      return
    }
    sine = f / length
    cosine = g / length
    g = d[i + 1] - p
    let t = (d[i] - g) * sine + 2 * cosine * b
    p = sine * t
    d[i + 1] = g + p
    g = cosine * t - b
  }
  d[l] -= p
  e[l] = g
  e[m] = 0
}
