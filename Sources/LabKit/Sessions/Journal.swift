internal import CLinux
internal import Isolation

/// What a session has made, written down before it is made: an undo a line.
///
/// So it can be taken back by another process, after whatever end.
struct Journal {
  let path: String
  static let kinds = UndoKinds([
    EndMarked.self, EndGroup.self, EndProcess.self, Unmount.self, RemoveTree.self,
  ])

  init(in folder: String) { path = folder + "/journal" }

  /// Adds a line, on the disk when it returns.
  func add(_ undo: any Undo) throws(LabError) {
    let words = [type(of: undo).word] + undo.words.map(\.text)
    let line = words.map(Self.escaped).joined(separator: "\t") + "\n"
    do throws(Errno) {
      // O_WRONLY|O_CREAT|O_APPEND
      let file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path, 0o2101, 0o600)))
      let bytes = Array(line.utf8)
      try Errno.check(unsafe cl_write(file.raw, bytes, bytes.count))
      try Errno.check(cl_fsync(file.raw))
    } catch {
      throw .kernel(KernelError("write(\"\(path)\")", error))
    }
  }

  /// The undos, the last first. A line cut short by a crash is no line.
  func undos() -> [any Undo] {
    guard let text = try? readFile(CString(path)) else { return [] }
    var all: [any Undo] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.unescaped)
      guard let word = words.first, let undo = Self.kinds.read(word, words.dropFirst().map { CString($0) })
      else { continue }
      all.append(undo)
    }
    return all.reversed()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    var result = "", isEscape = false
    for character in text {
      if isEscape {
        result.append(character == "t" ? "\t" : character == "n" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
