public import Isolation

/// One option: how it is written, what it is for, what it does to the settings.
public struct Option<Settings>: Sendable {
  public enum Argument: Sendable, Equatable { case none, required(String), optional(String) }
  public typealias Apply = @Sendable (inout Settings, CString?) throws(Refusal) -> Void

  let letter: Unicode.Scalar?
  let name: String
  let argument: Argument
  let help: Text
  let apply: Apply

  public init(
    _ letter: Unicode.Scalar?, _ name: String, takes argument: Argument = .none, _ help: Text,
    apply: @escaping Apply
  ) {
    self.letter = letter
    self.name = name
    self.argument = argument
    self.help = help
    self.apply = apply
  }

  /// One that only sets something to true.
  public init(
    _ letter: Unicode.Scalar?, _ name: String, sets path: any WritableKeyPath<Settings, Bool> & Sendable,
    _ help: Text
  ) {
    self.init(letter, name, help) { settings, _ in settings[keyPath: path] = true }
  }

  /// `-m, --mount[=FILE]`
  var spelling: String {
    let dash = letter.map { "-\($0), --" } ?? "    --"
    return switch argument {
    case .none: dash + name
    case .required(let what): dash + name + " " + what
    case .optional(let what): dash + name + "[=\(what)]"
    }
  }
}
