/// Two processes, and what sets them apart.
public struct ProcessComparison: Equatable, Sendable {
  public let a: Side
  public let b: Side
  /// The kinds that this kernel has, of those asked for.
  public let kinds: [KindComparison]
  /// What is no namespace's.
  public let own: [AspectComparison]

  public struct Side: Equatable, Sendable {
    public let pid: Int32
    public let name: String
    public let isSelf: Bool
    /// Whether the kernel has kept something from the reader.
    public fileprivate(set) var isGuarded = false
  }

  /// Whether all namespaces are the same; nil if that cannot be told.
  public var isSame: Bool? {
    if kinds.contains(where: { $0.isSame == false }) { return false }
    return kinds.allSatisfy { $0.isSame == true } ? true : nil
  }
}

/// A kind of namespace: which each is in, and what each sees of it.
public struct KindComparison: Equatable, Sendable {
  public let kind: NamespaceKind
  /// The number that readlink and lsns show.
  public let a: Finding
  public let b: Finding
  public let aspects: [AspectComparison]

  public var isSame: Bool? { Finding.areSame(a, b) }
}

/// One thing as both see it.
public struct AspectComparison: Sendable {
  public let aspect: Aspect
  public let a: Finding
  public let b: Finding

  public var isSame: Bool? { Finding.areSame(a, b) }
}

extension AspectComparison: Equatable {
  public static func == (one: Self, other: Self) -> Bool {
    one.aspect.name == other.aspect.name && one.a == other.a && one.b == other.b
  }
}

extension Finding {
  fileprivate static func areSame(_ a: Finding, _ b: Finding) -> Bool? {
    guard let a = a.items, let b = b.items else { return nil }
    return a == b
  }
}

extension ProcessComparison {
  /// Looks at both. Whether they were alive all the time, their `checkAlive` tells.
  public init(
    _ a: borrowing ComparedProcess, _ b: borrowing ComparedProcess, kinds: NamespaceKinds = .all,
    aspects: [Aspect] = Aspect.all, withOwn: Bool = true
  ) {
    var sides = (Side(a), Side(b))
    func read(_ aspect: Aspect) -> AspectComparison {
      AspectComparison(
        aspect: aspect, a: aspect.find(a, &sides.0.isGuarded), b: aspect.find(b, &sides.1.isGuarded))
    }
    self.kinds = kinds.ordered.filter(\.isKnownToTheKernel).map { kind in
      let itself = read(.namespace(kind))
      return KindComparison(
        kind: kind, a: itself.a, b: itself.b, aspects: aspects.filter { $0.kind == kind }.map(read))
    }
    own = withOwn ? aspects.filter { $0.kind == nil }.map(read) : []
    (self.a, self.b) = sides
  }
}

extension ProcessComparison.Side {
  fileprivate init(_ process: borrowing ComparedProcess) {
    pid = process.pid
    name = process.field("Name") ?? ""
    isSelf = process.isSelf
  }
}

extension Aspect {
  fileprivate func find(_ process: borrowing ComparedProcess, _ isGuarded: inout Bool) -> Finding {
    do throws(KernelError) { return .known(try read(process)) } catch {
      isGuarded = isGuarded || [.notPermitted, .accessDenied].contains(error.errno)
      return .unknown(error)
    }
  }

  /// Which namespace of a kind it is in.
  fileprivate static func namespace(_ kind: NamespaceKind) -> Aspect {
    Aspect(kind.name, of: kind, Text(en: kind.name, zh: kind.name)) { process throws(KernelError) in
      [Namespace.number(inLink: try process.link("ns/\(kind.name)"))]
    }
  }
}

extension NamespaceKind {
  fileprivate var isKnownToTheKernel: Bool {
    (try? FileIdentity(of: CString("/proc/self/ns/\(name)"))) != nil
  }
}
