/// What was read of a process, or why it cannot be told.
public enum Finding: Equatable, Sendable {
  /// One value, or a list.
  case known([String])
  case unknown(KernelError)

  public var items: [String]? { if case .known(let items) = self { items } else { nil } }
  public var refusal: KernelError? { if case .unknown(let error) = self { error } else { nil } }
}
