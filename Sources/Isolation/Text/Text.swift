/// The languages everything said to a person exists in.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// Something to tell a person, in every language there is.
///
/// A message is a static member in the file of its feature: its name is the key, and
/// `.setgroupsFirst` is how code refers to it. The compiler demands both languages.
public struct Text: Hashable, Sendable {
  let english: String
  let chinese: String

  public init(en english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The text in one language.
  public func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
