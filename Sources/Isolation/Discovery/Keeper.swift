/// What keeps a namespace alive. See namespaces(7), "Namespace lifetime".
public enum Keeper: Hashable, Sendable {
  /// A process that is in it.
  case process(Int32)
  /// A thread that is in it while its process is in another.
  case thread(Int32, of: Int32)
  /// A process or thread whose next child will be in it: pid and time namespaces only.
  case forChildren(of: Int32)
  /// A bind mount of its file, in the caller's own mount namespace.
  case mount(CString)
  /// One in another mount namespace, at a path as that process sees it.
  case foreignMount(CString, in: Namespace, seenBy: Int32)
  /// An open file of a process.
  case descriptor(Int32, of: Int32)
  /// A socket that belongs to it while the process that holds it is in another.
  case socket(Int32, of: Int32)
  /// A namespace of the same kind nested in it.
  case child(Namespace)
  /// A namespace of another kind that belongs to this user namespace.
  case owned(Namespace)
}

extension Keeper {
  /// A file that leads to the namespace; a path that does not begin with "/" is one below /proc.
  func way(to kind: NamespaceKind) -> CString? {
    switch self {
    case .process(let pid): CString("\(pid)/ns/\(kind.name)")
    case .thread(let thread, let pid): CString("\(pid)/task/\(thread)/ns/\(kind.name)")
    case .forChildren(let pid): CString("\(pid)/ns/\(kind.newFile)")
    case .mount(let path): path
    case .foreignMount(let path, _, let pid): CString("\(pid)/root") + path
    case .descriptor(let number, let pid): CString("\(pid)/fd/\(number)")
    case .socket, .child, .owned: nil
    }
  }
}
