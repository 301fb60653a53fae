internal import CLinux

/// What to run: arguments, and what it is told of its name and its environment.
public struct Command: Hashable, Sendable {
  public let arguments: [CString]
  /// argv[0], where that is not the file: `-sh` makes a shell a login shell.
  public let name: CString?
  /// `NAME=value`, or nil for the caller's own.
  public let environment: [CString]?

  public init(_ arguments: [CString], name: CString? = nil, environment: [CString]? = nil) {
    self.arguments = arguments
    self.name = name
    self.environment = environment
  }

  var call: String {
    guard let file = arguments.first else { return "execvp()" }
    let argv = [name ?? file] + arguments.dropFirst()
    let list = argv.map(\.description).joined(separator: ", ")
    return environment == nil ? "execvp(\(file), [\(list)])" : "execvpe(\(file), [\(list)], …)"
  }
  var words: [CChar] { arguments.flatMap(\.bytes) }
}

/// Becomes another program: the last step of a process. execve(2)
public struct Exec: Action {
  public let command: Command
  public init(_ command: Command) { self.command = command }

  public var call: String { command.call }
  public var page: String { "execve(2)" }
  public var isToldBefore: Bool { true }
  public var lasting: Lasting { .final }

  public func perform(in scene: inout Scene) throws(Errno) {
    let environment = command.environment?.flatMap(\.bytes)
    try Errno.check(
      unsafe cl_exec(
        command.words, command.arguments.count, command.name?.bytes, environment,
        command.environment?.count ?? 0))
  }
}
