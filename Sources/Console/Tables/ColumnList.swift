internal import Isolation

/// Columns that a person asks for: `name,size`, or `+size` for one beside the usual ones.
public struct ColumnList<Field> {
  public let fields: [Field]
  /// Whether they come after the usual ones.
  public let isAddition: Bool

  /// `known`: the names that there are, for a refusal.
  public init(_ list: String, known: String, named: (Substring) -> Field?) throws(Refusal) {
    isAddition = list.hasPrefix("+")
    var fields: [Field] = []
    for word in list.drop(while: { $0 == "+" }).split(separator: ",", omittingEmptySubsequences: false) {
      guard let field = named(word) else { throw .unknown(word, known) }
      fields.append(field)
    }
    self.fields = fields
  }
}

extension Refusal {
  fileprivate static func unknown(_ word: Substring, _ known: String) -> Refusal {
    unknown(CString(String(word)), known)
  }
}
