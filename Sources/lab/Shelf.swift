import ArgumentParser
import Console
import Isolation
import LabKit

/// Where the labs are, and in which language they speak: options of every subcommand.
struct Shelf: ParsableArguments {
  @ArgumentParser.Option(
    name: .customLong("labs"), help: ArgumentHelp("The folder of the labs.", valueName: "dir"))
  var folder: String?

  @ArgumentParser.Option(help: ArgumentHelp("en or zh; else as the locale says.", valueName: "lang"))
  var language: String?

  var spoken: Language { language.flatMap { Language(rawValue: $0) } ?? .preferred }

  mutating func validate() throws {
    if let language, Language(rawValue: language) == nil {
      throw ValidationError("--language is en or zh, not \(language)")
    }
  }

  /// The folder that this program is in: the other tools are beside it.
  static var tools: String {
    guard let path = try? Descriptor(opening: "/proc/self").readLink("exe").text else { return "." }
    return parent(path)
  }

  /// Beside a checkout's bin/, or where `make install` puts them.
  var path: String {
    if let folder { return folder }
    if let folder = environment("ANATOMY_LABS") { return folder }
    let top = Self.parent(Self.tools)
    return Self.exists(top + "/Labs") ? top + "/Labs" : top + "/share/container-anatomy/Labs"
  }

  private static func parent(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
  private static func exists(_ path: String) -> Bool { (try? FileIdentity(of: CString(path))) != nil }

  /// The folders in which there is a lab.yaml.
  func folders() throws -> [String] {
    let names: [CString]
    do throws(Errno) { names = try Descriptor(opening: CString(path)).names() } catch {
      throw Trouble(LabError.kernel(KernelError("open(\"\(path)\")", error)), spoken)
    }
    return names.map { "\(path)/\($0.text)" }.filter { Self.exists($0 + "/lab.yaml") }.sorted()
  }

  /// All labs in the order of the curriculum.
  func labs() throws -> [Lab] {
    var all: [Lab] = []
    for folder in try folders() { all.append(try read(folder)) }
    return all.sorted { $0.number < $1.number }
  }

  /// One lab by its id or its number.
  func lab(_ name: String) throws -> Lab {
    let all = try labs()
    guard let lab = all.first(where: { $0.id == name || "\($0.number)" == name || "L\($0.number)" == name })
    else {
      let known = all.map(\.id).joined(separator: ", ")
      throw Trouble(
        .other(
          Text(en: "there is no lab \"\(name)\"; there are \(known)", zh: "没有名为“\(name)”的实验；现有：\(known)")),
        spoken)
    }
    return lab
  }

  func read(_ folder: String) throws -> Lab {
    do throws(FormatError) { return try Lab(folder: folder) } catch { throw Trouble(.format(error), spoken) }
  }
}
