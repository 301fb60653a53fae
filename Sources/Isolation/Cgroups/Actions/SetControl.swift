/// Writes to a file of a control group. cgroups(7)
public struct SetControl: Action, Equatable {
  public let group: CString
  public let file: CString
  public let text: CString
  /// Whether a kernel may do without this file, such as one without swap.
  public let isOptional: Bool

  public init(_ group: CString, _ file: CString, _ text: CString, isOptional: Bool = false) {
    self.group = group
    self.file = file
    self.text = text
    self.isOptional = isOptional
  }

  public var path: CString { group + "/" + file }
  public var call: String { "write(\(path), \(text))" }
  public var page: String { "cgroups(7)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    do throws(Errno) { try ControlGroup(group).write(text.text, to: file.text) } catch {
      if !isOptional || error != .noEntry { throw error }
    }
  }
}
