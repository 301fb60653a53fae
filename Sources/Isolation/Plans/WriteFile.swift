internal import CLinux

/// Writes a whole file with one write(2), as the files of /proc want it.
public struct WriteFile: Action {
  public let place: Place
  public let text: String
  public let page: String

  public init(_ place: Place, _ text: String, page: String) {
    self.place = place
    self.text = text
    self.page = page
  }

  public var call: String { "write(\(place), \"\(text)\")" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let path = try place.resolved(in: scene).bytes, bytes = Array(text.utf8)
    try Errno.check(unsafe cl_put(path, bytes, bytes.count))
  }
}
