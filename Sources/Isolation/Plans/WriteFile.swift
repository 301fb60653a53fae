internal import CLinux

/// Writes a whole file with one write(2), as the files of /proc want it.
public struct WriteFile: Action {
  public let place: Place
  public let text: String
  public let page: String
  /// What is written mostly stays, and the file does not tell what was there before.
  public let lasting: Lasting

  public init(_ place: Place, _ text: String, page: String, lasting: Lasting = .permanent) {
    self.place = place
    self.text = text
    self.page = page
    self.lasting = lasting
  }

  public var call: String { "write(\(place), \"\(text)\")" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let path = try place.resolved(in: scene).bytes, bytes = Array(text.utf8)
    try Errno.check(unsafe cl_put(path, bytes, bytes.count))
  }
}
