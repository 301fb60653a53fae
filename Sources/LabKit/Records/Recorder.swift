internal import CLinux
public import Isolation

/// Writes down what happens in one run of a lab, a line an event.
///
/// A line is one write(2) at the end of the file: runs at the same time do not mix their lines, and a
/// run that is killed leaves whole lines, but perhaps the last.
public final class Recorder {
  public let run: String
  public let lab: String
  public let by: Record.Actor
  /// Why nothing is written: the first error. A learner shall not be stopped by a full disk.
  public private(set) var failure: KernelError?
  private let path: String?
  private var hasBegun = false
  private var hasEnded = false

  /// Nothing is made before the first event.
  public init(_ lab: Lab, by: Record.Actor) {
    run = Self.token()
    self.lab = lab.id
    self.by = by
    path = RecordFile.path(of: lab.id)
  }

  public func add(_ event: Event) {
    guard let path, failure == nil, !hasEnded else { return }
    hasEnded = event == .end
    let record = Record(time: Int(cl_clock(CL_REALTIME)), run: run, lab: lab, by: by, event: event)
    do throws(Errno) {
      _ = try HomeFolder.make(RecordFile.folder)
      // O_WRONLY|O_CREAT|O_APPEND
      let file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path, 0o2101, 0o600)))
      let bytes = Array((mend() + record.line + "\n").utf8)
      try Errno.check(unsafe cl_write(file.raw, bytes, bytes.count))
    } catch {
      failure = KernelError("write(\"\(path)\")", error)
    }
  }

  /// Ends a last line that an earlier run could not finish.
  private func mend() -> String {
    guard let path, !hasBegun else { return "" }
    hasBegun = true
    let last = (try? readFile(CString(path)))?.utf8.last ?? 10
    return last == 10 ? "" : "\n"
  }

  /// A random word: 64 bits in hexadecimal digits. random(4)
  static func token() -> String {
    randomDigits(16)
  }
}

extension Session {
  /// The first line of its records. `version`: of the program; `student`: as the class knows them.
  public func beginning(
    version: String, language: Language, student: String, shell: String
  ) -> Beginning {
    func name(_ kind: NamespaceKind) -> String { outsideNamespaces[kind].map { "\($0)" } ?? "" }
    return Beginning(
      format: 1, version: version, boot: currentBoot, userNamespace: name(.user),
      mountNamespace: name(.mount), kernel: (try? UnameField.release.read()) ?? "",
      language: language.rawValue, student: student, shell: shell)
  }
}
