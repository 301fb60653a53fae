internal import CLinux

/// What to run: arguments, and what it is told of its name and its environment.
public struct Command: Hashable, Sendable {
  public let arguments: Arguments
  /// argv[0], where that is not the file: `-sh` makes a shell a login shell.
  public let name: CString?
  /// `NAME=value`, or nil for the caller's own.
  public let environment: [CString]?

  public init(_ arguments: Arguments, name: CString? = nil, environment: [CString]? = nil) {
    self.arguments = arguments
    self.name = name
    self.environment = environment
  }
  public init(_ arguments: [CString], name: CString? = nil, environment: [CString]? = nil) {
    self.init(Arguments(arguments), name: name, environment: environment)
  }

  var call: String {
    guard let file = arguments.first else { return "execvp()" }
    let argv = [name ?? file] + arguments.dropFirst()
    let list = argv.map(\.description).joined(separator: ", ")
    return environment == nil ? "execvp(\(file), [\(list)])" : "execvpe(\(file), [\(list)], …)"
  }
}

extension Command {
  /// Calls what makes a program of it.
  func with(_ call: (cl_words, UnsafePointer<CChar>?, cl_words) -> Int32) -> Int32 {
    unsafe arguments.withWords { words in
      guard let environment else { return unsafe call(words, name?.bytes, cl_words()) }
      return unsafe Arguments(environment).withWords { unsafe call(words, name?.bytes, $0) }
    }
  }
}

/// Becomes another program: the last step of a process. execve(2)
public struct Exec: Action, Equatable {
  public let command: Command
  public init(_ command: Command) { self.command = command }

  public var call: String { command.call }
  public var page: String { "execve(2)" }
  public var isToldBefore: Bool { true }
  public var lasting: Lasting { .final }
  public var course: Course { .exec(command) }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe command.with(cl_exec))
  }
}
