public import Isolation

/// One option: how it is written, what it is for, what it does to the settings.
public struct Option<Settings>: Sendable {
  public typealias Argument = OptionArgument
  public typealias Apply = @Sendable (inout Settings, CString?) throws(Refusal) -> Void

  private(set) var entry: Entry
  let apply: Apply

  var letter: Unicode.Scalar? { entry.letter }
  var name: String { entry.name }
  var argument: Argument { entry.argument }

  public init(
    _ letter: Unicode.Scalar?, _ name: String, takes argument: Argument = .none, _ help: Text,
    apply: @escaping Apply
  ) {
    entry = Entry(letter, name, argument, help)
    self.apply = apply
  }

  /// One that only sets something to true.
  public init(
    _ letter: Unicode.Scalar?, _ name: String, sets path: any WritableKeyPath<Settings, Bool> & Sendable,
    _ help: Text
  ) {
    self.init(letter, name, help) { settings, _ in settings[keyPath: path] = true }
  }

  /// Says what a shell offers as its argument, where the placeholder does not tell.
  public func completing(_ completion: Completion) -> Option {
    var option = self
    option.entry.chosenCompletion = completion
    return option
  }
}
