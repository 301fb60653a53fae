internal import CLinux

/// Closes what the process has inherited, but for its three standard files and what the plan needs: a pipe that
/// it held open would never come to its end for others. close_range(2)
public struct CloseInherited: Action {
  /// Descriptors to keep all the same.
  public let keeping: [Int32]
  public init(keeping: [Int32] = []) { self.keeping = keeping }

  public var call: String {
    "close_range(3, ~0)" + (keeping.isEmpty ? "" : " but \(keeping.map(String.init).joined(separator: ", "))")
  }
  public var page: String { "close_range(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let kept = (keeping + scene.ownDescriptors).filter { $0 > 2 }.sorted()
    unsafe cl_close_except(kept, Int32(kept.count))
  }
}
