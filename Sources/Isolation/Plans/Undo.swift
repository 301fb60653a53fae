/// An action that puts something back.
///
/// It can be written down before the step it undoes is done, and read again by another process: so
/// what was killed half-way can still be tidied up.
public protocol Undo: Action {
  /// What a journal calls this kind.
  static var word: String { get }
  /// All that is needed to make it again.
  var words: [CString] { get }
  /// From what `words` gave; nil if they make no sense.
  init?(_ words: [CString])
}

/// Whoever replays a journal names the kinds it knows; no other program need link them.
public struct UndoKinds: Sendable {
  let kinds: [any Undo.Type]
  public init(_ kinds: [any Undo.Type]) { self.kinds = kinds }

  /// The undo of that kind; nil for a kind that is not known here.
  public func read(_ word: String, _ words: [CString]) -> (any Undo)? {
    kinds.first { $0.word == word }?.init(words)
  }
}
