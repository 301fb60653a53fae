/// One thing asked of the kernel. Each is a small struct in the folder of its feature.
///
/// It is no `Equatable`, though all of them are: what descends from a protocol of the standard library is put together by
/// the runtime when it is first used, a tenth of an init's start; what does not is there.
public protocol Action: Sendable {
  /// The call in the kernel's own words, arguments included; what --dry-run prints.
  var call: String { get }
  /// The manual page that explains it: `user_namespaces(7)`.
  var page: String { get }
  /// What puts things back, unless they vanish with the process.
  var undo: (any Undo)? { get }
  /// Whether there is an `undo`, asked of steps whose undo nobody wants to have made.
  var hasUndo: Bool { get }
  /// How long it lasts; of itself until its undo, or else as long as the process.
  var lasting: Lasting { get }
  /// What it is to the processes of the plan.
  var course: Course { get }
  /// Whether it goes on until another process ends, and cannot fail on the way.
  var isWaiting: Bool { get }
  /// Whether it is told before it is done: afterwards it would be too late.
  var isToldBefore: Bool { get }
  /// Whether it asks if the process that forked this one is still there.
  var watchesParent: Bool { get }
  /// Whether the process may have a child in its memory afterwards.
  var allowsVfork: Bool { get }
  /// Makes the call, in the process of the step's role.
  func perform(in scene: inout Scene) throws(Errno)
  /// Whether the other one is the same.
  func equals(_ other: any Action) -> Bool
}

/// What a step is to the processes of a plan.
public enum Course: Hashable, Sendable {
  /// The same go on.
  case same
  /// Another one takes part from here on.
  case fork(Fork)
  /// Another one begins, as a program that takes no part.
  case spawn
  /// The process becomes another program.
  case exec(Command)
}

extension Action {
  public var undo: (any Undo)? { nil }
  public var hasUndo: Bool { false }
  public var course: Course { .same }
  public var isWaiting: Bool { false }
  public var isToldBefore: Bool { false }
  public var watchesParent: Bool { false }
  public var allowsVfork: Bool { true }
  public var lasting: Lasting { hasUndo ? .inverse : .process }
}

extension Action where Self: Equatable {
  public func equals(_ other: any Action) -> Bool { other as? Self == self }
}
