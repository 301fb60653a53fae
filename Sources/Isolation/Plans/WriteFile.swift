internal import CLinux

/// Writes a whole file with one write(2), as the files of /proc want it.
public struct WriteFile: Action, Equatable {
  public let place: Place
  public let text: CString
  public let page: String
  /// What is written mostly stays, and the file does not tell what was there before.
  public let lasting: Lasting

  public init(_ place: Place, _ text: CString, page: String, lasting: Lasting = .permanent) {
    self.place = place
    self.text = text
    self.page = page
    self.lasting = lasting
  }

  public var call: String { "write(\(place), \(text))" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let path = try place.resolved(in: scene).bytes, bytes = text.bytes.dropLast()
    try Errno.check(unsafe cl_put(path, Array(bytes), bytes.count))
  }
}

/// Writes to a file that an earlier step has opened, where its path leads elsewhere by now. write(2)
public struct WriteHeld: Action, Equatable {
  /// What `OpenFile` left.
  public let name: String
  public let text: CString
  public let page: String

  public init(_ name: String, _ text: CString, page: String) {
    self.name = name
    self.text = text
    self.page = page
  }

  public var call: String { "write(<\(name)>, \(text))" }
  public var lasting: Lasting { .process }

  public func perform(in scene: inout Scene) throws(Errno) {
    let bytes = Array(text.bytes.dropLast())
    try Errno.check(unsafe cl_write(try scene.descriptor(name), bytes, bytes.count))
  }
}
