internal import CLinux

/// Opens a file for a later step: what it stands for stays reachable when paths change meaning.
public struct OpenFile: Action, Equatable {
  public let place: Place
  public let name: String
  public let mode: Mode

  public enum Mode: Sendable { case read, directory, write }

  public init(_ place: Place, as name: String, _ mode: Mode = .read) {
    self.place = place
    self.name = name
    self.mode = mode
  }

  private var flags: (name: String, value: Int32) {
    switch mode {
    case .read: ("O_RDONLY", 0)
    case .directory: ("O_RDONLY|O_DIRECTORY", 0o200000)
    case .write: ("O_WRONLY", 1)
    }
  }

  public var call: String { "open(\(place), \(flags.name)) = <\(name)>" }
  public var page: String { "open(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let path = try place.resolved(in: scene)
    scene.hold(try Descriptor(opening: path, flags.value), as: name)
  }
}

extension Scene {
  /// The descriptor that an earlier step left under this name.
  package func descriptor(_ name: String) throws(Errno) -> Int32 {
    guard let shared = held[name] else { throw .badDescriptor }
    return shared.value.raw
  }

  /// Keeps an open file for a later step.
  package mutating func hold(_ descriptor: consuming Descriptor, as name: String) {
    held[name] = SharedDescriptor(descriptor)
  }

  /// Closes what an earlier step left.
  mutating func drop(_ name: String) { held[name] = nil }
}
