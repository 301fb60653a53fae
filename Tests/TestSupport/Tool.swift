import Foundation

/// A tool that the tests need is not there: not a reason to skip them.
public struct MissingTool: Error, CustomStringConvertible {
  public let path: String
  public var description: String { "\(path) is not there: run make build" }
}

/// The folder of the package.
public let packageRoot: String = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The path of a built tool: in the folder that ANATOMY_BIN names, else in bin/ of the package.
public func tool(_ name: String) throws -> String {
  let folder = ProcessInfo.processInfo.environment["ANATOMY_BIN"] ?? packageRoot + "/bin"
  let path = folder + "/" + name
  guard FileManager.default.isExecutableFile(atPath: path) else { throw MissingTool(path: path) }
  return path
}

/// A program of the host, looked for in PATH; nil if it is not there.
public func program(_ name: String) -> String? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
  return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
