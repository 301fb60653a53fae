internal import CLinux
internal import Isolation

/// What a learner asks of the running lab from one of its shells: `lab hint`.
public enum Request: String, Sendable, CaseIterable {
  case hint, status, next, why, back, reset, map, quit
}

/// A request on its way, and how its answer is to look.
public struct Letter: Hashable, Sendable {
  let id: String
  public let request: Request
  /// Words such as `zh` or `linear`.
  public let manner: [String]
}

extension Request {
  /// What came of asking.
  public enum Reply: Hashable, Sendable {
    case answer(String)
    /// The lab lives, and has not answered in time.
    case silence
    case noLab
  }

  static let variable = "CONTAINER_ANATOMY_ASK"

  /// Where the lab that this shell belongs to is asked, by its environment.
  public static var folder: String? {
    guard let folder = unsafe cl_getenv(variable) else { return nil }
    return unsafe String(cString: folder)
  }

  /// Asks the lab of that session, and waits for the answer.
  public func ask(_ folder: String?, manner: [String], within milliseconds: Int64 = 3000) -> Reply {
    guard let folder else { return .noLab }
    let id = Recorder.token()
    do throws(LabError) {
      try write(([rawValue] + manner).joined(separator: " "), to: "\(folder)/asks/request-\(id)")
    } catch { return .noLab }
    let answer = "\(folder)/asks/answer-\(id)", deadline = Clock.deadline(milliseconds)
    while cl_now() < deadline {
      if let text = try? readFile(CString(answer)) {
        _ = unsafe cl_unlink(answer)
        return .answer(String(text.dropLast()))
      }
      cl_pause(10)
    }
    // It shall not be done later, when nobody expects it.
    let taken = unsafe cl_unlink("\(folder)/asks/request-\(id)") < 0
    return taken && (try? FileIdentity(of: CString(folder))) == nil ? .noLab : .silence
  }
}

extension Session {
  /// Whether anything is waiting for `takeRequests`.
  public var isAsked: Bool {
    ((try? Descriptor(opening: CString(meeting + "/asks")).names()) ?? []).contains {
      $0.text.hasPrefix("request-")
    }
  }

  /// What has been asked since the last time.
  public func takeRequests() -> [Letter] {
    let folder = meeting + "/asks"
    guard let names = try? Descriptor(opening: CString(folder)).names() else { return [] }
    let waiting = names.map(\.text).filter { $0.hasPrefix("request-") && !$0.hasSuffix(".new") }
    return waiting.sorted().compactMap { name in
      guard let text = try? readLine(CString("\(folder)/\(name)")) else { return nil }
      _ = unsafe cl_unlink("\(folder)/\(name)")
      let words = text.split(separator: " ").map(String.init)
      guard let request = words.first.flatMap({ Request(rawValue: $0) }) else { return nil }
      return Letter(
        id: String(name.dropFirst("request-".count)), request: request, manner: Array(words.dropFirst()))
    }
  }

  /// Who asks may be another user than `lab`; the folder is theirs alone.
  public func answer(_ letter: Letter, _ text: String) {
    let path = "\(meeting)/asks/answer-\(letter.id)"
    // O_WRONLY|O_CREAT|O_EXCL: not through a link that somebody has put there.
    let raw = unsafe cl_open(-1, path + ".new", 0o301, 0o600)
    guard raw >= 0 else { return }
    do {
      let file = Descriptor(raw: raw)
      let bytes = Array((text + "\n").utf8)
      _ = unsafe cl_write(file.raw, bytes, bytes.count)
    }
    _ = unsafe cl_chmod(path + ".new", 0o644)
    _ = unsafe cl_rename(path + ".new", path)
  }
}
