/// One thing asked of the kernel. Each is a small struct in the folder of its feature.
public protocol Action: Equatable, Sendable {
  /// The call in the kernel's own words, arguments included; what --dry-run prints.
  var call: String { get }
  /// The manual page that explains it: `user_namespaces(7)`.
  var page: String { get }
  /// What puts things back, unless they vanish with the process.
  var undo: (any Undo)? { get }
  /// How long it lasts; of itself until its undo, or else as long as the process.
  var lasting: Lasting { get }
  /// Whether it goes on until another process ends, and cannot fail on the way.
  var isWaiting: Bool { get }
  /// Whether it is told before it is done: afterwards it would be too late.
  var isToldBefore: Bool { get }
  /// Whether the process may have a child in its memory afterwards.
  var allowsVfork: Bool { get }
  /// Makes the call, in the process of the step's role.
  func perform(in scene: inout Scene) throws(Errno)
}

extension Action {
  public var undo: (any Undo)? { nil }
  public var isWaiting: Bool { false }
  public var isToldBefore: Bool { false }
  public var allowsVfork: Bool { true }
  public var lasting: Lasting { undo == nil ? .process : .inverse }

  package func equals(_ other: any Action) -> Bool { other as? Self == self }
}
