/// A key that was pressed.
public enum Key: Hashable, Sendable {
  case letter(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, backspace, tab, delete
  /// Ctrl and a letter, which is small.
  case control(Character)
  /// One that is not known here.
  case other
}
