extension StaticString {
  /// As C takes it: where the program has it, so nothing is made. For literals without NUL.
  @unsafe package var cString: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
