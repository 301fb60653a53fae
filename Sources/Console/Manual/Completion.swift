/// What a shell offers where an argument is typed.
public struct Completion: Sendable, Hashable {
  /// Things that there are, and that only the shell's user can see.
  public enum Source: Sendable { case file, directory, process }

  var words: [String]
  var source: Source?

  public static let nothing = Completion(words: [], source: nil)
  public static let file = Completion(words: [], source: .file)
  public static let directory = Completion(words: [], source: .directory)
  public static let process = Completion(words: [], source: .process)

  /// A closed list.
  public static func words(_ words: String...) -> Completion { Completion(words: words, source: nil) }
  /// A list that is known when the tool runs.
  public static func words(_ words: [String]) -> Completion { Completion(words: words, source: nil) }

  /// These words as well.
  public func or(_ more: String...) -> Completion { Completion(words: words + more, source: source) }
}

/// What stands after the options.
public enum Operands: Sendable, Hashable {
  /// A command to run, with its own arguments.
  case command
  /// So many words of one sort.
  case some(Completion)
  case none
}
