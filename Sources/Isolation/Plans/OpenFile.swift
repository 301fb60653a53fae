internal import CLinux

/// Opens a file for a later step: what it stands for stays reachable when paths change meaning.
public struct OpenFile: Action {
  public let place: Place
  public let name: String
  public let isDirectory: Bool

  public init(_ place: Place, as name: String, isDirectory: Bool = false) {
    self.place = place
    self.name = name
    self.isDirectory = isDirectory
  }

  public var call: String { "open(\(place), O_RDONLY\(isDirectory ? "|O_DIRECTORY" : "")) = <\(name)>" }
  public var page: String { "open(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let path = try place.resolved(in: scene)
    scene.hold(try Descriptor(opening: path, isDirectory ? 0o200000 : 0), as: name)
  }
}

extension Scene {
  /// The descriptor that an earlier step left under this name.
  func descriptor(_ name: String) throws(Errno) -> Int32 {
    guard let shared = held[name] else { throw .badDescriptor }
    return shared.value.raw
  }

  /// Keeps an open file for a later step.
  package mutating func hold(_ descriptor: consuming Descriptor, as name: String) {
    held[name] = Shared(descriptor)
  }
}
