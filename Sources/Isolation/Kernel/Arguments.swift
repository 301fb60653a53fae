internal import CLinux

/// The words of a command line.
///
/// Those that this program was given itself stay where the kernel has put them: a command that is passed on as it came
/// is never copied.
public struct Arguments: Sendable {
  private enum Source {
    /// This program's own, from that place on.
    case own(Int)
    case made([CString])
  }
  private let source: Source

  private init(_ source: Source) { self.source = source }
  public init(_ words: [CString]) { self.init(.made(words)) }

  /// What this program was given after its name.
  public static var own: Arguments { Arguments(.own(Swift.min(1, Int(cl_argc())))) }

  /// The last so many.
  public func last(_ count: Int) -> Arguments {
    switch source {
    case .own: Arguments(.own(Int(cl_argc()) - count))
    case .made(let words): Arguments(words.suffix(count))
    }
  }

  /// All but one.
  public func without(_ index: Int) -> Arguments {
    Arguments(enumerated().filter { $0.offset != index }.map(\.element))
  }

  /// Whether getopt_long(3) would find options before the first word that is none, or the end of them.
  public var beginWithOption: Bool {
    switch source {
    case .own(let first): first < cl_argc() && cl_is_option(Int32(first)) != 0
    case .made(let words): words.first?.isOption ?? false
    }
  }

  /// As the shim wants them.
  func withWords<Result>(_ body: (cl_words) -> Result) -> Result {
    switch source {
    case .own(let first):
      return unsafe body(cl_words(bytes: nil, own: cl_argv() + first, count: count))
    case .made(let words):
      let bytes = words.flatMap(\.bytes)
      return unsafe bytes.withUnsafeBufferPointer {
        unsafe body(cl_words(bytes: $0.baseAddress, own: nil, count: words.count))
      }
    }
  }
}

extension Arguments: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int {
    switch source {
    case .own(let first): Int(cl_argc()) - first
    case .made(let words): words.count
    }
  }
  public subscript(index: Int) -> CString {
    switch source {
    case .own(let first): unsafe cl_argv()[first + index].map { unsafe CString($0) } ?? ""
    case .made(let words): words[index]
    }
  }
}

extension Arguments: Hashable {
  public static func == (a: Arguments, b: Arguments) -> Bool { a.elementsEqual(b) }
  public func hash(into hasher: inout Hasher) { hasher.combine(Array(self)) }
}

extension Arguments: ExpressibleByArrayLiteral {
  public init(arrayLiteral words: CString...) { self.init(words) }
}

extension CString {
  /// Whether getopt_long(3) would take it for an option, or for the end of the options.
  var isOption: Bool { bytes.count > 2 && bytes[0] == CChar(bitPattern: UInt8(ascii: "-")) }
}
