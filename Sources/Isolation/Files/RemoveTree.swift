internal import CLinux

/// Removes a directory and all that is in it, if it is still the one that it was. unlinkat(2)
///
/// Symbolic links are removed, never followed: what is in there may be anybody's work.
public struct RemoveTree: Undo, Equatable {
  public let path: CString

  public init(_ path: CString) { self.path = path }

  public static var word: String { "tree" }
  public var words: [CString] { [path] }
  public init?(_ words: [CString]) {
    guard words.count == 1, words[0].text.hasPrefix("/"), words[0].text.split(separator: "/").count > 1 else {
      return nil
    }
    self.init(words[0])
  }

  public var call: String { "remove(\(path))" }
  public var page: String { "unlinkat(2)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    let text = path.text
    let slash = text.lastIndex(of: "/") ?? text.startIndex
    let parent: Descriptor
    do throws(Errno) {
      parent = try Descriptor(opening: CString(slash == text.startIndex ? "/" : String(text[..<slash])))
    } catch {
      if error == .noEntry { return }
      throw error
    }
    let name = CString(String(text[text.index(after: slash)...]))
    // Somebody may still put something there: a few attempts, then it is an error.
    for attempt in 1...10 {
      do throws(Errno) { return try Self.remove(name, in: parent) } catch {
        if attempt == 10 || error != .notEmpty { throw error }
      }
    }
  }

  private static func remove(_ name: CString, in parent: borrowing Descriptor) throws(Errno) {
    let removed = unsafe cl_unlink_at(parent.raw, name.bytes, 0)
    if removed >= 0 || Errno(-removed) == .noEntry { return }
    do throws(Errno) {
      // O_DIRECTORY|O_NOFOLLOW
      let folder = try parent.open(name, 0o600000)
      for inner in try folder.names() { try remove(inner, in: folder) }
      try Errno.check(unsafe cl_unlink_at(parent.raw, name.bytes, 1))
    } catch {
      // Another may be removing it at the same time.
      if error != .noEntry { throw error }
    }
  }
}
