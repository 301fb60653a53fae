internal import CLinux

/// Closes what the process has inherited, but for its three standard files and what the plan needs: a pipe that
/// it held open would never come to its end for others. close_range(2)
public struct CloseInherited: Action, Equatable {
  /// Descriptors to keep all the same.
  public let keeping: [Int32]
  public init(keeping: [Int32] = []) { self.keeping = keeping }

  public var call: String {
    "close_range(3, ~0)" + (keeping.isEmpty ? "" : " but \(keeping.map(String.init).joined(separator: ", "))")
  }
  public var page: String { "close_range(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    var first: Int32 = 3
    while let kept = nextKept(from: first, in: scene) {
      cl_close_range(first, kept - 1)
      first = kept + 1
    }
    cl_close_range(first, -1)
  }

  /// The lowest from there on that stays open.
  private func nextKept(from first: Int32, in scene: borrowing Scene) -> Int32? {
    var next: Int32?
    func consider(_ descriptor: Int32) {
      if descriptor >= first, descriptor < next ?? .max { next = descriptor }
    }
    for descriptor in keeping { consider(descriptor) }
    scene.eachDescriptor(consider)
    return next
  }
}
