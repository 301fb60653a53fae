/// Something that one process sees, or is, and another may see otherwise. Each is a file of this folder.
public struct Aspect: Sendable {
  /// In JSON: `hostname`
  public let name: String
  /// The namespace that decides it; nil for what is the process's own.
  public let kind: NamespaceKind?
  public let label: Text
  /// Whether it is other for every process, so that it says nothing when it differs.
  public let isIdentity: Bool
  public let form: AspectForm
  let read: Read

  package typealias Read = @Sendable (borrowing ComparedProcess) throws(KernelError) -> [String]

  package init(
    _ name: String, of kind: NamespaceKind?, _ label: Text, form: AspectForm = .value,
    isIdentity: Bool = false,
    read: @escaping Read
  ) {
    self.name = name
    self.kind = kind
    self.label = label
    self.form = form
    self.isIdentity = isIdentity
    self.read = read
  }

  /// What this library reads, in the order in which it is shown.
  public static var all: [Aspect] {
    [
      .userMap, .groupMap, .mounts, .propagation, .hostName, .domainName, .keys, .links, .pids,
      .nextChild(.pid), .cgroups, .offsets, .nextChild(.time), .root, .seccomp, .noNewPrivileges,
    ]
  }
}

/// How the items of an aspect are to be shown.
public enum AspectForm: Sendable {
  /// A line each.
  case value
  /// All on one line.
  case row
  /// How many there are, and those that the other does not have.
  case set(count: @Sendable (Int) -> Text)
  /// How many there are, and all of them where the namespaces differ: the same name is not the same thing.
  case list(count: @Sendable (Int) -> Text)
  /// In words of its own.
  case words(@Sendable ([String]) -> Text)
}
