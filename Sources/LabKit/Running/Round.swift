internal import Isolation

extension Engine {
  /// What one look at the kernel's state came to.
  public struct Round {
    public let results: [CheckResult]
    /// All that the step asks for is there, and nothing is broken.
    public let isMet: Bool
    /// The key of what the guide says of a mistake or of a broken invariant.
    public internal(set) var remark: String?
    let look: Look

    /// A text with everything filled in that is known, and dots for what is not.
    public func filled(_ text: String) -> String {
      text.filled { look.filled("${\($0)}") ?? "…" } ?? text
    }
    /// Nil while something in it is not known yet.
    public func complete(_ text: String) -> String? { look.filled(text) }
  }
}
