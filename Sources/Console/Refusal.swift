public import Isolation

/// Why the usage will not do.
public struct Refusal: Error, Equatable, Sendable {
  public let text: Text
  /// Options that would work, after the tool's name.
  public let cure: String?
  /// Whether the help would tell more. It knows nothing of files and processes that are not there.
  public let isUsage: Bool
  /// A command with which the same would work, to be put before it.
  public let remedy: String?

  public init(_ text: Text, cure: String? = nil, isUsage: Bool = true, remedy: String? = nil) {
    self.remedy = remedy
    self.text = text
    self.cure = cure
    self.isUsage = isUsage
  }
}

extension Refusal {
  /// Not one of a closed list of words.
  public static func unknown(_ word: CString?, _ known: String) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(Text(en: "there is no \"\(word)\": \(known)", zh: "没有“\(word)”：可用 \(known)"))
  }

  /// A word that is no number, or too small or large a one.
  public static func noNumber(_ word: CString?) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(Text(en: "\"\(word)\" is no number that fits", zh: "“\(word)”不是合适的数字"))
  }
}

extension CString? {
  /// The number that an argument is; refused where it is none, or too large.
  public func number<N: FixedWidthInteger>(_ type: N.Type = N.self) throws(Refusal) -> N {
    guard let number = N(self?.text ?? "") else { throw .noNumber(self) }
    return number
  }

  /// Seconds, with a fraction if need be, as milliseconds: from a hundredth to a day.
  public func milliseconds() throws(Refusal) -> Int32 {
    guard let seconds = Double(self?.text ?? ""), seconds >= 0.01, seconds <= 86400 else {
      throw .noNumber(self)
    }
    return Int32(seconds * 1000)
  }
}
