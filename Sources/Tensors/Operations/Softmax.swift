import CKernels
import COneDNN

extension Tensor {
  /// exp(x) / sum(exp(x)) along the last axis.
  public func softmax() -> Tensor {
    softmaxKernel(logarithm: false).computed(from: [self]) { y, gradient, _ in
      if !Recording.isOn, y.dataType == .float32 { return [softmaxGradient(at: y, &gradient)] }
      let weighted = gradient * y
      return [weighted - y * weighted.sum(alongAxes: [self.rank - 1])]
    }
  }

  /// The logarithm of the softmax along the last axis.
  public func logSoftmax() -> Tensor {
    softmaxKernel(logarithm: true).computed(from: [self]) { y, gradient, _ in
      [gradient - y.exp() * gradient.sum(alongAxes: [self.rank - 1])]
    }
  }

  private func softmaxKernel(logarithm: Bool) -> Tensor {
    require(rank >= 1, "softmax: expected at least one axis, got a scalar")
    let classes = shape[rank - 1]
    let rows = count / classes
    let key = OperationKey(.softmax, [logarithm ? 1 : 0, rows, classes, dataType.size])
    let operation = Engine.current.operation(key) { error in
      var array = limn_array([rows, classes], dataType)
      return limn_prepare_softmax(logarithm ? 1 : 0, &array, error)
    }
    let output = Tensor(uninitialized: shape, dataType: dataType)
    Engine.current.run(operation, storage.bytes, output.storage.bytes)
    return output
  }
}

/// y (gradient - sum(gradient y)) along the last axis in one pass, for float32 and without
/// remembering how.
///
/// Takes the memory of `gradient` where it can.
private func softmaxGradient(at y: Tensor, _ gradient: inout Tensor) -> Tensor {
  let classes = y.shape[y.rank - 1]
  let (value, upstream) = (y.storage.floats, gradient.storage.floats)
  let output = Tensor.replacing(&gradient)
  let result = output.storage.floats
  parallelParts(of: y.count / classes, work: y.count) { _, rows in
    let start = rows.lowerBound * classes
    ckernels_softmax_gradient(rows.count, classes, value + start, upstream + start, result + start)
  }
  return output
}
