internal import Isolation

/// What the one who demonstrates sees in another terminal: a file in the session's folder.
public struct SpeakerNotes: Sendable {
  private let file: String

  public init(in session: Session) { file = Self.file(in: session.folder) }

  private static func file(in folder: String) -> String { folder + "/notes" }

  /// Whole or not at all; a demonstration does not end because of its notes.
  public func write(_ text: String) { do throws(LabError) { try LabKit.write(text, to: file) } catch {} }

  /// Those of a demonstration of this user that is under way; nil where there is none.
  public static var current: String? {
    StateFolder.sessions().lazy.compactMap { try? readFile(CString(file(in: $0))) }.first
  }
}
