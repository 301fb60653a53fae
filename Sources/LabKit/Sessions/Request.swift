internal import CLinux
internal import Isolation

/// What a learner asks of the running lab from one of its shells: `lab hint`.
public enum Request: String, Sendable, CaseIterable {
  case hint, status, next, quit
}

extension Request {
  /// Leaves word for the lab whose shell this is; false if it is none.
  public func send() -> Bool {
    guard let folder = unsafe cl_getenv(Session.variable) else { return false }
    let path = unsafe String(cString: folder) + "/request"
    // O_WRONLY|O_CREAT|O_TRUNC
    let file = unsafe cl_open(-1, path, 0o1101, 0o600)
    guard file >= 0 else { return false }
    let owned = Descriptor(raw: file)
    let bytes = Array(rawValue.utf8)
    return unsafe cl_write(owned.raw, bytes, bytes.count) == bytes.count
  }
}

extension Session {
  /// What has been asked since the last time.
  public func takeRequest() -> Request? {
    let path = folder + "/request"
    guard let text = try? readFile(CString(path)) else { return nil }
    _ = unsafe cl_unlink(path)
    return Request(rawValue: text)
  }
}
