public import Isolation

/// All runs of one lab by one user: `records/LAB.jsonl` below the home folder, a record a line.
public enum RecordFile {
  static let folder = "records"

  /// Nil where there is no home folder.
  public static func path(of lab: String) -> String? {
    HomeFolder.path.map { "\($0)/\(folder)/\(lab).jsonl" }
  }

  /// The records of a lab, the oldest first; none where there is no file.
  public static func records(of lab: String) throws(KernelError) -> [Record] {
    guard let path = path(of: lab) else { return [] }
    do throws(KernelError) { return try records(in: path) } catch {
      if error.errno == .noEntry { return [] }
      throw error
    }
  }

  /// What is no record is passed over: a last line cut short, or one of a later version.
  public static func records(in path: String) throws(KernelError) -> [Record] {
    let text: String
    do throws(Errno) { text = try readFile(CString(path)) } catch {
      throw KernelError("open(\"\(path)\")", error)
    }
    return records(from: text)
  }

  static func records(from text: String) -> [Record] {
    text.split(separator: "\n").compactMap { Record(line: $0) }
  }
}
